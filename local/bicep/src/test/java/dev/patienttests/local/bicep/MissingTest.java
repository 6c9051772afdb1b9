package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing or of a wrong kind, and where. */
class MissingTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "var a = 1 ~ 2 ==> 1:11 BCP001",
        "var a = () ==> 1:10 BCP243",
        "# nothing ==> 1:1 BCP001",
        "param 1 string ==> 1:7 BCP013",
        "var 1 = 2 ==> 1:5 BCP015",
        "output 1 string = 'x' ==> 1:8 BCP016",
        "resource 1 'A.B/c@1' = {} ==> 1:10 BCP017",
        "var a 1 ==> 1:8 BCP018",
        "module 1 'module.bicep' = {} ==> 1:8 BCP096",
        "module m '${1}' = {} ==> 1:10 BCP092",
        "module m = {} ==> 1:10 BCP090",
        "metadata 1 = 'x' ==> 1:10 BCP146",
        "resource r '${1}' = {} ==> 1:12 BCP047",
        "resource r = {} ==> 1:12 BCP068",
        "extension 1 ==> 1:11 BCP202",
        "@1()\\nvar a = 1 ==> 1:2 BCP123",
        "var a = [for (x, 1) in [1]: 1] ==> 1:18 BCP136",
        "var a = [for x in 1: x] ==> 1:19 BCP137",
        "var a = 1 ? 2 : 3 ==> 1:9 BCP046",
        "resource r 'A.B/c@1' = if (1) { name: 'r' } ==> 1:28 BCP046",
        "type a = { b: int }\\ntype c = a.d ==> 2:12 BCP053",
        "type a = [int]\\ntype b = a[1] ==> 2:11 BCP389",
        "var a = [1]\\nvar b = a[-1] ==> 2:11 BCP311",
        "var a = {b: 1}\\nvar c = a[^'x'] ==> 2:10 BCP414",
        "var a = [1]\\nvar c = a[^'x'] ==> 2:10 BCP415",
        "var a = [1]\\nvar c = a[true] ==> 2:11 BCP074",
        "var a = {b: 1}.c ==> 1:16 BCP053",
        "resource r 'A.B/c@1' existing = {name: 'r'}\\nvar a = r.foo() ==> 2:11 BCP109",
        "import * from 'module.bicep' ==> 1:10 BCP354",
        "import {1} from 'module.bicep' ==> 1:9 BCP355",
        "import {a} from ==> 1:16 BCP358",
        "import {a, a} from 'module.bicep' ==> 1:12 BCP362",
        "var a = -'x' ==> 1:9 BCP044",
        "var a = 'x' && true ==> 1:9 BCP045",
      })
  void locates(String text, String expected) {
    Sample sample =
        new Sample(folder).file("module.bicep", "param given string\n@export()\nvar a = 1\n");
    assertThat(sample.findings(text.replace("\\n", "\n"))).contains(expected);
  }

  @Test
  void aNameHasAnEnd() {
    assertThat(new Sample(folder).findings("var " + "a".repeat(256) + " = 1"))
        .contains("1:5 BCP024");
  }

  @Test
  void whatIsLoadedIsNotTooLarge() {
    Sample sample = new Sample(folder).file("large.txt", "x".repeat(131_073)).file("a/b.txt", "");
    assertThat(sample.findings("var a = loadTextContent('large.txt')")).contains("1:25 BCP184");
    assertThat(sample.findings("var a = loadTextContent('a')")).contains("1:25 BCP275");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ==> ",
      value = {"using ==> 1:6 BCP256", "using 1 ==> 1:7 BCP256"})
  void aParameterFileNamesItsBicepFile(String text, String expected) {
    new Sample(folder).file("p.bicepparam", text);
    assertThat(Bicep.check(folder.resolve("p.bicepparam"), DeploymentContext.of(folder)))
        .extracting(
            found -> found.origin().line() + ":" + found.origin().column() + " " + found.code())
        .containsExactly(expected);
  }
}
