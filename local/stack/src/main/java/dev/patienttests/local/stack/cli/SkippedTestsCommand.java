package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.Project;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import picocli.CommandLine.Command;

/** Lists, from Surefire's reports, the tests that could not run here, and what each needs. */
@Command(name = "skipped-tests", hidden = true)
public final class SkippedTestsCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException, ParserConfigurationException, SAXException {
    PathMatcher reports =
        FileSystems.getDefault().getPathMatcher("glob:**/target/surefire-reports/TEST-*.xml");
    Map<String, Integer> skipped = new TreeMap<>();
    try (Stream<Path> files =
        Files.find(Project.locate().root(), 6, (f, a) -> reports.matches(f))) {
      for (Path report : files.toList()) {
        count(report, skipped);
      }
    }
    skipped.forEach((what, times) -> System.out.println("SKIPPED " + times + ": " + what));
    return 0;
  }

  private static void count(Path report, Map<String, Integer> skipped)
      throws IOException, ParserConfigurationException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    NodeList nodes =
        factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName("skipped");
    for (int i = 0; i < nodes.getLength(); i++) {
      Element skip = (Element) nodes.item(i);
      Element test = (Element) skip.getParentNode();
      String group = test.getAttribute("classname").replaceAll(".*\\.", "");
      skipped.merge(group + " - " + reason(skip), 1, Integer::sum);
    }
  }

  /** JUnit's own reason stands in the message, that of a failed assumption before its stack. */
  private static String reason(Element skip) {
    String message = skip.getAttribute("message");
    return (message.isBlank() ? skip.getTextContent() : message)
        .lines()
        .map(line -> line.replaceFirst("^.*Assumption failed: ", "").strip())
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("no reason given");
  }
}
