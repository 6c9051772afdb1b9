package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.ProxyHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyTLV;
import java.security.MessageDigest;

/**
 * Stands between the PROXY protocol and TLS: lets a connection on only if the virtual network
 * vouched for it with its token, and closes it without a word otherwise.
 */
// How it went with what a connection was told to do, its events say.
@SuppressWarnings("FutureReturnValueIgnored")
final class NetworkGate extends SimpleChannelInboundHandler<HAProxyMessage> {
  private final byte[] token;

  NetworkGate(byte[] token) {
    this.token = token;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
    if (!vouchedFor(header)) {
      context.close();
      return;
    }
    context.channel().attr(GatewaySite.ADDRESS).set(header.sourceAddress());
    context.pipeline().remove(this);
  }

  private boolean vouchedFor(HAProxyMessage header) {
    if (header.sourceAddress() == null) {
      return false;
    }
    for (HAProxyTLV value : header.tlvs()) {
      if ((value.typeByteValue() & 0xFF) == ProxyHeader.TLV_TOKEN) {
        ByteBuf given = value.content();
        return MessageDigest.isEqual(ByteBufUtil.getBytes(given), token);
      }
    }
    return false;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
