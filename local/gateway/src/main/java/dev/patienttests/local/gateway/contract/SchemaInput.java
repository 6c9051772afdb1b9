package dev.patienttests.local.gateway.contract;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import org.w3c.dom.ls.LSInput;

/** A schema that another one refers to. The interface wants setters, which nobody calls. */
record SchemaInput(String systemId, String text) implements LSInput {
  private static UnsupportedOperationException fixed() {
    return new UnsupportedOperationException("the input is fixed");
  }

  @Override
  public Reader getCharacterStream() {
    return new StringReader(text);
  }

  @Override
  public void setCharacterStream(Reader characterStream) {
    throw fixed();
  }

  @Override
  public InputStream getByteStream() {
    return null;
  }

  @Override
  public void setByteStream(InputStream byteStream) {
    throw fixed();
  }

  @Override
  public String getStringData() {
    return text;
  }

  @Override
  public void setStringData(String stringData) {
    throw fixed();
  }

  @Override
  public String getSystemId() {
    return systemId;
  }

  @Override
  public void setSystemId(String newSystemId) {
    throw fixed();
  }

  @Override
  public String getPublicId() {
    return null;
  }

  @Override
  public void setPublicId(String publicId) {
    throw fixed();
  }

  @Override
  public String getBaseURI() {
    return null;
  }

  @Override
  public void setBaseURI(String baseUri) {
    throw fixed();
  }

  @Override
  public String getEncoding() {
    return null;
  }

  @Override
  public void setEncoding(String encoding) {
    throw fixed();
  }

  @Override
  public boolean getCertifiedText() {
    return false;
  }

  @Override
  public void setCertifiedText(boolean certifiedText) {
    throw fixed();
  }
}
