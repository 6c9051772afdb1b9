package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Every branch of every document under {@code apim/policies} is shown by some unit test. */
class DocumentCoverageTest {
  private static final String FOLDER = "../../apim/policies";

  @Test
  void unitTestsShowEveryBranchOfEveryDocument(@TempDir Path directory) throws IOException {
    List<String> report = run(directory.resolve("coverage"));
    try (Stream<Path> files = Files.walk(Path.of(FOLDER))) {
      assertThat(report)
          .as("every document is loaded by a test")
          .containsAll(
              files
                  .map(Path::toString)
                  .filter(f -> f.endsWith(".xml"))
                  .map(f -> "file " + f)
                  .toList());
    }
    assertThat(report)
        .as("what no test shows")
        .filteredOn(line -> line.startsWith("missing " + FOLDER))
        .isEmpty();
  }

  private static List<String> run(Path report) throws IOException {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(DocumentCoverageTest.class.getPackageName()))
            .filters(TagFilter.includeTags(PatternDocuments.TAG))
            .configurationParameter(PatternDocuments.REPORT, report.toString())
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    assertThat(listener.getSummary().getTestsSucceededCount()).isPositive();
    assertThat(listener.getSummary().getFailures())
        .as("these tests run by themselves, too")
        .isEmpty();
    return Files.readAllLines(report);
  }
}
