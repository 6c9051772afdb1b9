package dev.patienttests.local.cosmos;

import dev.patienttests.local.net.Caller;
import dev.patienttests.local.net.SubnetRules;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** One account: its checks in Azure's order (network, keys), then its resources. */
final class AccountEndpoint implements AutoCloseable {

  private final CosmosConfig.Account account;
  private final SubnetRules subnets;
  private final MasterKeys keys;
  private final SqliteFile file;
  private final Items items;
  private final Indexer indexer;
  private final ResourceRoutes resources;
  private final DocumentRoutes documents;

  /**
   * Opens the account's file and applies the configuration to it.
   *
   * @throws DefinitionChangeException for a change that Azure refuses
   */
  AccountEndpoint(CosmosConfig.Account account, Path dataDirectory, Clock clock) {
    this.account = account;
    this.subnets = new SubnetRules("Deny", account.allowedSubnets());
    this.keys = new MasterKeys(account.primaryKey(), account.secondaryKey(), clock);
    this.file = open(account, dataDirectory);
    try {
      IndexTables indexes = new IndexTables();
      Catalog catalog = new Catalog(file, indexes, clock);
      catalog.apply(account);
      this.indexer = new Indexer(file, indexes);
      // Before a number of a document that is gone could be given to another one.
      indexer.catchUp();
      this.items = new Items(file, indexes, clock);
      this.resources = new ResourceRoutes(account, catalog);
      this.documents =
          new DocumentRoutes(catalog, file, items, new Queries(file, items, indexes, indexer));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The account's file, which is made where it is missing. */
  static SqliteFile open(CosmosConfig.Account account, Path dataDirectory) {
    return new SqliteFile(
        dataDirectory.resolve(account.name() + ".db"),
        Stream.of(Catalog.SCHEMA, Items.SCHEMA, IndexTables.SCHEMA).flatMap(List::stream).toList());
  }

  /** Answers a request; never throws for what a client did. */
  Answer answer(CosmosRequest request, Caller caller) {
    try {
      requireNetwork(caller);
      if (account.localAuthDisabled()) {
        throw CosmosException.forbidden("Local authorization is disabled for this account.");
      }
      keys.require(request);
      List<String> path = request.segments();
      boolean inContainer =
          path.size() > 4
              && path.get(0).equals("dbs")
              && path.get(2).equals("colls")
              && !path.get(4).equals("pkranges");
      if (!inContainer) {
        requireMetadataAccess(request, path);
      }
      Answer answer = inContainer ? documents.answer(request) : resources.answer(request);
      indexer.catchUpSoon();
      return answer.with("x-ms-session-token", "0:-1#" + items.lastWrite());
    } catch (CosmosException e) {
      return Answer.error(e);
    }
  }

  /** Offers are queried by POST, which writes nothing. */
  private void requireMetadataAccess(CosmosRequest request, List<String> path) {
    boolean writes =
        !request.method().equals("GET") && !path.isEmpty() && !path.get(0).equals("offers");
    if (writes && account.keyMetadataWriteDisabled()) {
      throw CosmosException.forbidden(
          "Databases and containers of this account cannot be changed with a key.");
    }
  }

  private void requireNetwork(Caller caller) {
    if (!account.publicNetworkAccess().equals("Enabled")) {
      throw CosmosException.forbidden("This account is closed to the public network.");
    }
    boolean admitted = !account.virtualNetworkFilterEnabled() || subnets.admit(caller);
    if (!admitted) {
      throw CosmosException.forbidden(
          "The request came from "
              + caller.address()
              + ", which the firewall of this account does not admit.");
    }
  }

  @Override
  public void close() {
    indexer.close();
    file.close();
  }
}
