package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it ends in a result or in located findings, and soon. */
class FuzzTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String SEED =
      """
      targetScope = 'resourceGroup'
      @export()
      type size = { @description('how') kind: 'small' | 'large', limits: int[]?, *: string }
      @discriminator('k')
      type either = { k: 'a', x: int } | { k: 'b', y: bool? }
      func greet(name string, n int) string => '${name}-${n}${empty(name) ? '' : '!'}'
      @minLength(1)
      @allowed(['a', 'b'])
      param names array = ['a', 'b']
      param one either = { k: 'a', x: -1 }
      var text = '''
        ${not} an interpolation
      '''
      var objects = { ...one, '${first(names)}': [1, 2, ...range(0, 3)], f: greet('x', 1 + 2 * 3) }
      var sorted = sort(map(names, (n, i) => '${n}${i}'), (x, y) => x < y)
      resource parent 'A.B/c@2020-01-01' = if (length(names) > 1 && !empty(text)) {
        name: 'p-${uniqueString(resourceGroup().id)}'
        properties: {
          list: [for (n, i) in names: { name: n, index: i, last: sorted[^1], safe: objects.?none.?x }]
        }
        resource nested 'd' = { name: 'n' }
      }
      resource loop 'A.B/e@1' = [for n in names: if (n != 'b') { name: n, dependsOn: [parent] }]
      module m 'module.bicep' = { name: 'm', params: { p: loop[0].properties.x ?? 'y' } }
      output id string = parent::nested.id
      output value string = m.outputs.o
      """
          .replace("type size = { @description('how') kind", "type size = { kind");
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          "'",
          "'''",
          "${",
          "$",
          ":",
          "::",
          ",",
          "\n",
          ".",
          ".?",
          "?",
          "!",
          "??",
          "=>",
          "=",
          "@",
          "...",
          "#",
          "/*",
          "//",
          "for ",
          "in ",
          "if ",
          "param ",
          "var ",
          "resource ",
          "null",
          "true",
          "-1",
          "9223372036854775807",
          "names",
          "one",
          "*",
          "|",
          "\\",
          "\u0000",
          "\uD83D\uDE00",
          "\"",
          "type a = a",
          "existing ",
          "import * as x from 'y'",
          "^1");

  @TempDir private Path folder;

  private void evaluatesOrIsRefused(String text) {
    Sample sample = new Sample(folder);
    sample.file("module.bicep", "param p string\noutput o string = p\n");
    Assertions.assertTimeoutPreemptively(
        LONG,
        () -> {
          assertThat(sample.findings(text)).as(text).allMatch(f -> f.matches("[0-9]+:[0-9]+ .+"));
          if (text.length() < 10_000) {
            Bicep.check(folder.resolve("main.bicep"), DeploymentContext.of(folder));
          }
        });
  }

  @Test
  void theSeedItselfIsValid() {
    Sample sample = new Sample(folder);
    sample.file("module.bicep", "param p string\noutput o string = p\n");
    assertThat(sample.findings(SEED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void changedFilesEndInAResultOrInFindings(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      StringBuilder text = new StringBuilder(SEED);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        change(text, random);
      }
      evaluatesOrIsRefused(text.toString());
    }
  }

  private static void change(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int length = Math.min(random.nextInt(30), text.length() - at);
    switch (random.nextInt(4)) {
      case 0 -> text.delete(at, at + length);
      case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, at + length));
      default -> text.replace(at, Math.min(at + 1, text.length()), PIECES.get(random.nextInt(10)));
    }
  }

  @Test
  void piecesInAnyOrderEndInFindings() {
    Random random = new Random(5);
    for (int i = 0; i < 120; i++) {
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(60); count > 0; count--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      evaluatesOrIsRefused(text.toString());
    }
  }

  @Test
  void loopsThatMultiplyAreStopped() {
    StringBuilder loops = new StringBuilder("var a0 = range(0, 10000)\n");
    for (int i = 1; i < 8; i++) {
      loops.append("var a%d = [for x in a0: map(a0, y => a%d)]%n".formatted(i, i - 1));
    }
    evaluatesOrIsRefused(loops.toString());
    evaluatesOrIsRefused(
        "var a = map(range(0, 10000), x => map(range(0, 10000), y => map(range(0, 10000), z => 1)))");
    evaluatesOrIsRefused("resource r 'A.B/c@1' = [for i in range(0, 801): { name: '${i}' }]\n");
  }

  @Test
  void textsThatGrowAreStopped() {
    StringBuilder grows = new StringBuilder("var a0 = padLeft('', 4000)\n");
    for (int i = 1; i < 30; i++) {
      grows.append("var a%d = replace(a%d, ' ', a%d)%n".formatted(i, i - 1, i - 1));
    }
    evaluatesOrIsRefused(grows.toString());
    evaluatesOrIsRefused("var a = join(map(range(0, 10000), i => padLeft('', 100000)), ',')\n");
    String many = "var a = padLeft('', 4000000)\nvar b = map(range(0, 10000), i => '${a}${i}')";
    assertThat(new Sample(folder).findings(many)).containsExactly("2:35 limit");
    String lists = "var a = map(range(0, 10000), i => range(0, 10000))";
    assertThat(new Sample(folder).findings(lists)).containsExactly("1:35 limit");
    evaluatesOrIsRefused(
        "var a = padLeft('', 4000000, 'a')\nvar b = indexOf(a, '${take(a, 2000000)}b')\n");
    evaluatesOrIsRefused("var a = distinct(flatten(map(range(0, 10), i => range(0, 10000))))\n");
    evaluatesOrIsRefused("var a = dateTimeAdd('2024-01-01T00:00:00Z', 'P${padLeft('', 9000)}')\n");
  }

  @Test
  void deepOrCircularInputIsStopped() {
    StringBuilder functions = new StringBuilder("func f0(x int) int => x\n");
    for (int i = 1; i < 40; i++) {
      functions.append("func f%d(x int) int => f%d(f%d(x))%n".formatted(i, i - 1, i - 1));
    }
    evaluatesOrIsRefused(functions + "var v = f39(1)\n");
    StringBuilder types = new StringBuilder("type t0 = string\n");
    for (int i = 1; i < 500; i++) {
      types.append("type t%d = t%d[]%n".formatted(i, i - 1));
    }
    evaluatesOrIsRefused(types + "param p t499 = []\n");
    evaluatesOrIsRefused("type a = a[*]\nparam p a = 1\n");
    evaluatesOrIsRefused("type a = a.b\nparam p a = 1\n");
    evaluatesOrIsRefused("param a string = ''\nvar x = " + "a.b".repeat(3_000));
    evaluatesOrIsRefused("resource r '" + "a/".repeat(50_000) + "x@1' = { name: 'x' }");
    evaluatesOrIsRefused("var a = " + "!".repeat(10_000) + "true");
    evaluatesOrIsRefused("@description('x')\n".repeat(20_000) + "var a = 1");
    evaluatesOrIsRefused("type a = " + "'x' | ".repeat(20_000) + "'y'\nparam p a = 'z'");
  }

  @Test
  void nothingOutsideOfTheRootIsRead() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("link.txt"), secret);
    Files.createSymbolicLink(inside.resolve("up"), folder);
    Sample sample = new Sample(inside);
    for (String path :
        List.of("../secret.txt", "link.txt", "up/secret.txt", "x/../../secret.txt")) {
      assertThat(sample.findings("var a = loadTextContent('" + path + "')"))
          .as(path)
          .containsExactly("1:25 limit");
    }
    assertThat(sample.findings("module m '../m.bicep' = {}")).containsExactly("1:10 limit");
    assertThat(sample.findings("import * as x from '../m.bicep'")).containsExactly("1:20 limit");
  }
}
