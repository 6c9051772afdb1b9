package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes of types are found where no value is known, and only those. */
class InferenceTest {
  private static final String DECLARATIONS =
      """
      param s string
      param i int
      param b bool
      param a string[]
      param o object
      param t closed
      param n string?
      param u 'x' | 'y'
      @sealed()
      type closed = { name: string, size: int?, inner: { deep: bool } }
      func twice(x int) int => x * 2
      """;

  @TempDir private Path folder;

  private Sample sample() {
    return new Sample(folder)
        .file(
            "module.bicep",
            """
            param text string
            param number int = 1
            param part { name: string } = { name: 'x' }
            output length int = length(text)
            output list string[] = [text]
            """);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "var v = !i ==> 9 BCP044",
        "var v = [...s] ==> 13 BCP402",
        "var v = { ...a } ==> 14 BCP402",
        "var v = -s ==> 9 BCP044",
        "var v = 1 + s ==> 9 BCP045",
        "var v = (i + 1) * b ==> 9 BCP045",
        "var v = s && b ==> 9 BCP045",
        "var v = s < i ==> 9 BCP045",
        "var v = i =~ 'x' ==> 9 BCP045",
        "var v = b ? t.inner.deep + 1 : 2 ==> 13 BCP045",
        "var v = s ? 1 : 2 ==> 9 BCP046",
        "var v = [for x in s: x] ==> 19 BCP137",
        "var v = [for x in a: x + 1] ==> 22 BCP045",
        "var v = [for (x, j) in a: j && b] ==> 27 BCP045",
        "var v = [for x in o: x] ==> 19 BCP137",
        "var v = s.length ==> 11 BCP055",
        "var v = a.first ==> 11 BCP055",
        "var v = t.nam ==> 11 BCP083",
        "var v = t.other ==> 11 BCP053",
        "var v = {}.other ==> 12 BCP052",
        "var v = t['other'] ==> 11 BCP053",
        "var v = s[0] ==> 9 BCP076",
        "var v = t.name[0] ==> 9 BCP076",
        "var v = a['x'] ==> 11 BCP074",
        "var v = o[0] ==> 11 BCP075",
        "var v = any(s)[b] ==> 16 BCP049",
        "var v = [s, s][2] ==> 16 BCP311",
        "var v = toLower(i) ==> 17 BCP070",
        "var v = toLower(t.inner.deep) ==> 17 BCP070",
        "var v = substring(s, 'x') ==> 22 BCP070",
        "var v = indexOf(i, 1) ==> 17 BCP048",
        "var v = length(b) ==> 16 BCP048",
        "var v = concat('s', a) ==> 21 BCP070",
        "var v = toLower(length(s)) ==> 17 BCP070",
        "var v = twice(s) ==> 15 BCP070",
        "var v = sys.toLower(i) ==> 21 BCP070",
        "var v = map(a, x => x + 1) ==> 21 BCP045",
        "var v = map(range(0, i), x => toLower(x)) ==> 39 BCP070",
        "var v = filter(a, x => x) ==> 19 BCP070",
        "var v = toObject(a, x => length(x)) ==> 21 BCP070",
        "var v = sort(a, (x, y) => length(x)) ==> 17 BCP070",
        "var v = toLower(items(o)[0]) ==> 17 BCP070",
        "var v = first(a) + 1 ==> 9 BCP045",
        "var v = split(s, ',')[0] - 1 ==> 9 BCP045",
        "var v = resourceGroup().location + 1 ==> 9 BCP045",
        "output v int = s ==> 16 BCP033",
        "output v int = t.name ==> 16 BCP033",
        "output v string = b ? 'x' : 1 ==> 19 BCP033",
        "output v closed = { name: i, inner: { deep: b } } ==> 27 BCP036",
        "output v int[] = [1, s] ==> 22 BCP034",
        "output v int[] = [for x in a: x] ==> 31 BCP034",
        "output v string = twice(1) ==> 19 BCP033",
        "param v int = s ==> 15 BCP033",
        "var v int = s ==> 13 BCP033",
        "func f(x string) int => x ==> 25 BCP033",
        "module m 'module.bicep' = { params: { text: i } } ==> 45 BCP036",
        "module m 'module.bicep' = [for x in range(0, i): { params: { text: x } }] ==> 68 BCP036",
        "module m 'module.bicep' = if (s) { params: { text: s } } ==> 31 BCP046",
        "module m 'module.bicep' = { params: { text: s, part: { name: b } } } ==> 62 BCP036",
        "module m 'module.bicep' = { params: { text: s } }\\noutput v string = m.outputs.length"
            + " ==> 19 BCP033",
        "module m 'module.bicep' = { params: { text: s } }\\nvar v = m.outputs.lengt"
            + " ==> 19 BCP083",
        "resource r 'Microsoft.A/b@1' = { name: s }\\noutput v int = r.id ==> 16 BCP033",
        "resource r 'A.B/c@1' = [for x in a: { name: 'x' }] ==> 10 BCP179",
        "module m 'module.bicep' = [for x in a: { name: 'm', params: { text: x } }] ==> 8 BCP179",
        "resource r 'Microsoft.A/b@1' = { name: s, properties: { x: i + s } } ==> 60 BCP045",
      })
  void locates(String text, String expected) {
    assertThat(sample().checked(DECLARATIONS + text.replace("\\n", "\n")))
        .hasSize(1)
        .allMatch(found -> found.endsWith(":" + expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var v = any(true)[any(false)]",
        "var v = any(s) + any(b)",
        "var v = toLower(any(i))",
        "var v = n ?? 'x'",
        "var v = n! == s",
        "var v = toLower(n ?? s)",
        "var v = o.any.thing + 1",
        "var v = o[s]",
        "var v = t.?size ?? 1",
        "var v = b ? o : null",
        "var v = (b ? o : null).?x",
        "var v = [s, i, ...a]",
        "var v = { ...o, name: s }.other",
        "var v = { '${s}': i }.x",
        "var v = empty(n) ? first(a) : last(split(s, ','))",
        "var v = empty(b ? a : o) || empty(n ?? o)",
        "var v = length(b ? a : o) + length(n ?? a)",
        "var v = [for x in (b ? a : null): x]",
        "var v = !(t.?inner.?deep ?? true)",
        "var v = contains(o, s) || contains(a, s) || contains(s, s)",
        "var v = concat(a, [s])",
        "var v = concat(s, i, b)",
        "var v = format('{0}', i, o)",
        "var v = union(o, { a: 1 })",
        "var v = max(1, i) + min([1, 2])",
        "var v = padLeft(i, 3)",
        "var v = json('1') + 1",
        "var v = reduce(a, 0, (x, y) => x + length(y))",
        "var v = toObject(a, x => x, x => length(x))",
        "var v = reference('x').y + 1",
        "var v = environment().suffixes.storage",
        "var v = subscription().tenantId == tenant().tenantId",
        "var v = [for x in items(o): x.value.name]",
        "var v = u == 'x' ? 1 : 2",
        "output v 'x' | 'y' = u",
        "output v 'x' | 'z' = s",
        "output v string? = n",
        "output v string = n!",
        "output v object = { a: i }",
        "output v array = [i, s]",
        "output v closed = any({ name: i })",
        "output v closed = t",
        "output v { *: int } = { a: i }",
        "output v resourceInput<'A.B/c@1'>.properties = o",
        "param p string = newGuid()",
        "resource r 'A.B/c@1' = { name: s }\noutput v int = r.properties.count",
        "resource r 'A.B/c@1' = [for x in a: { name: x }]\noutput v string = r[i].id",
        "resource r 'A.B/c@1' = [for (x, j) in a: { name: 'n${j}' }]",
        "module m 'module.bicep' = [for x in a: { params: { text: x } }]",
        "resource r 'A.B/c@1' existing = { name: s }\nvar v = r.listKeys().keys[0].value",
        "module m 'module.bicep' = { params: { text: s, number: null } }",
        "type t2 = { next: t2?, value: int }\nparam p t2\nvar v = p.next!.next!.value + 1",
        "var string = 'x'\nvar v = toLower(string)",
      })
  void saysNothingAboutWhatMayBeRight(String text) {
    assertThat(sample().checked(DECLARATIONS + text)).isEmpty();
  }

  @Test
  void mistakesOfTypesAreFoundBesideThoseOfNamesAndText() {
    String text =
        """
        var a = nope(2 + 3, true || false && null)
        var b = nope.x + 1
        var c = 1 +
        var d = 'x' / 2
        param e strin = 1
        output f int = e
        """;
    assertThat(sample().checked(text))
        .contains("1:9 BCP057", "1:29 BCP045", "2:9 BCP057", "4:9 BCP045", "5:9 BCP302")
        .hasSize(6);
  }

  @Test
  void oneMistakeIsReportedOnce() {
    String text = "var v = 1 + 'x'\nvar w = [v, v]\noutput x array = w\noutput y int = v\n";
    assertThat(sample().findings(text)).containsExactly("1:9 BCP045");
    assertThat(sample().findings("var v = toLower(1)")).containsExactly("1:17 BCP070");
    assertThat(sample().findings("var v = 'x'[0]")).containsExactly("1:9 BCP076");
  }

  @Test
  void typesThatShareTheirPartsAreInferredInLinearTime() {
    StringBuilder doubling = new StringBuilder("param p0 string\nvar v0 = { a: p0, b: [p0] }\n");
    for (int i = 1; i < 60; i++) {
      doubling.append("var v%d = { a: v%d, b: [v%d, v%d] }%n".formatted(i, i - 1, i - 1, i - 1));
    }
    StringBuilder types = new StringBuilder("type t0 = { a: string }\n");
    for (int i = 1; i < 60; i++) {
      types.append("type t%d = { a: t%d, b: t%d[], c: t%d? }%n".formatted(i, i - 1, i - 1, i - 1));
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          sample().checked(doubling.toString());
          sample().checked(types + "param p t59\noutput o int = p.a.a.b[0].c!.a\n");
        });
  }
}
