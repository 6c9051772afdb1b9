package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.testing.Coverage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Marks unit tests of the documents under {@code apim/policies}. {@link DocumentCoverageTest} runs
 * all classes that bear it, and holds what they showed against all branches of all documents. Their
 * constructors may take the {@link Coverage} to be filled; every fixture of theirs gets it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag(PatternDocuments.TAG)
@ExtendWith(PatternDocuments.SharedCoverage.class)
@interface PatternDocuments {
  String TAG = "pattern-documents";

  /** Configuration parameter: the file that gets what was not shown, once all tests have run. */
  String REPORT = "document.coverage.report";

  /** One coverage for all classes of a run. */
  final class SharedCoverage implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType().equals(Coverage.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(SharedCoverage.class))
          .getOrComputeIfAbsent(
              Report.class,
              key -> new Report(context.getConfigurationParameter(REPORT).map(Path::of)),
              Report.class)
          .coverage();
    }
  }

  /** Writes a line for each file and each branch that was not shown, where somebody asks for it. */
  record Report(Coverage coverage, Optional<Path> file) implements AutoCloseable {
    Report(Optional<Path> file) {
      this(new Coverage(), file);
    }

    @Override
    public void close() {
      if (file.isPresent()) {
        try {
          Files.write(
              file.get(),
              Stream.concat(
                      coverage.files().stream().map(f -> "file " + f),
                      coverage.missing().stream().map(m -> "missing " + m))
                  .toList());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
