package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of expressions; most cases stand in the compiler's own tests. */
class ExpressionTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "'${false}' ==> 'False'",
        "'\\${x}' ==> '${x}'",
        "'a\\u{62}c' ==> 'abc'",
        "'a$b' ==> 'a$b'",
        "6 / 11 ==> 0",
        "0 - 13 ==> -13",
        "-7 % 3 ==> -1",
        "-9223372036854775808 ==> -9223372036854775808",
        "null ?? 5 ==> 5",
        "1 + 2 * 3 - 4 ==> 3",
        "1 == 1 ?? false ? 'a' : 'b' ==> 'a'",
        "'A' =~ 'a' ==> true",
        "'A' == 'a' ==> false",
        "{a: 1, b: 2} == {b: 2, a: 1} ==> true",
        "'abc' < 'def' ==> true",
        "false && fail('not evaluated') ==> false",
        "true || fail('not evaluated') ==> true",
        "[1, 2, 3][^1] ==> 3",
        "[1][?9] ==> null",
        "{ foo: [{ bar: 1 }] }.foo[?9].bar ==> null",
        "{ foo: 1 }.?none.bar[0].baz ==> null",
        "{ foo: { bar: [1, 2] } }.?foo.bar[^1] ==> 2",
        "{a: {}}.a.?b ==> null",
        "indexOf('FOOBAR', 'bar') ==> 3",
        "contains('FOOBAR', 'bar') ==> false",
        "contains({Foo: 1}, 'foo') ==> true",
        "contains(['a'], 'A') ==> false",
        "indexOf(['FOO'], 'foo') ==> -1",
        "lastIndexOf('abab', 'AB') ==> 2",
        "startsWith('abc', 'AB') ==> true",
        "endsWith('abc', 'BC') ==> true",
        "items({foo: 1, bar: 2})[0].key ==> 'bar'",
        "objectKeys({b: 1, a: 2}) ==> ['a', 'b']",
        "toObject([456], i => '${i / 100}') ==> {4=456}",
        "reduce(['a', 'b'], '', (x, y) => '${x}-${y}') ==> '-a-b'",
        "sort([8, 3, -13], (x, y) => x < y) ==> [-13, 3, 8]",
        "filter(['a', 'b', 'c'], (v, i) => i % 2 == 0) ==> ['a', 'c']",
        "map([1, 2], (v, i) => v * 10 + i) ==> [10, 21]",
        "groupBy([{t: 'a'}, {t: 'b'}, {t: 'a'}], v => v.t) ==> {a=[{t='a'}, {t='a'}], b=[{t='b'}]}",
        "first([-9223372036854775808]) ==> -9223372036854775808",
        "9223372036854775806 + 1 ==> 9223372036854775807",
        "7 / -1 ==> -7",
        "mapValues({a: 1}, v => v + 1) ==> {a=2}",
        "padLeft(13, 5) ==> '   13'",
        "padLeft(0, 5, '+') ==> '++++0'",
        "uri('https://github.com/another/repo', '/Azure/bicep') ==> 'https://github.com/Azure/bicep'",
        "uriComponent(' Fizz ') ==> '%20Fizz%20'",
        "uriComponentToString('%20Fizz%20+') ==> ' Fizz +'",
        "dataUri(' Fizz ') ==> 'data:text/plain;charset=utf-8;base64,IEZpenog'",
        "dataUriToString(dataUri('a')) ==> 'a'",
        "format('{0}/{1}/{2}', 1, 2, true) ==> '1/2/True'",
        "format('{0:N0}', 8175133) ==> '8,175,133'",
        "format('{{{0,3}}}', 7) ==> '{  7}'",
        "uniqueString('snap', 'crackle', 'pop') ==> 'byghxckddilkc'",
        "uniqueString('asd', 'asdf', 'asdf') ==> 'iizpqit7ih3cc'",
        "uniqueString(resourceGroup().id) ==> 'js26ofeqkqeve'",
        "guid('foo', 'bar', 'baz') ==> '2ed86837-7c7c-5eaa-9864-dd077fd19b0d'",
        "guid('asdf') ==> '228d27cc-6fdb-5934-b7ac-1efccebade04'",
        "skip('foot', 3) ==> 't'",
        "take('foot', 9) ==> 'foot'",
        "take([1, 2], -1) ==> []",
        "base64ToJson(base64('{\"hi\":1}')).hi ==> 1",
        "dateTimeAdd(dateTimeFromEpoch(1680224438), 'P1D') ==> '2023-04-01T01:00:38Z'",
        "dateTimeToEpoch('2023-03-31T01:00:38Z') ==> 1680224438",
        "cidrSubnet('10.1.0.0/16', 22, 1) ==> '10.1.4.0/22'",
        "cidrHost('10.144.3.0/24', 0) ==> '10.144.3.1'",
        "parseCidr('10.144.0.0/20').lastUsable ==> '10.144.15.254'",
        "parseCidr('10.144.0.0/20').netmask ==> '255.255.240.0'",
        "union([1, 2], [2, 3]) ==> [1, 2, 3]",
        "union({a: {x: 1}}, {a: {y: 2}, b: 3}) ==> {a={x=1, y=2}, b=3}",
        "intersection([1, 2], [2, 3]) ==> [2]",
        "shallowMerge([{a: {x: 1}}, {a: 2}]) ==> {a=2}",
        "flatten([[1], [2, 3]]) ==> [1, 2, 3]",
        "concat('a', 1, true) ==> 'a1True'",
        "concat([1], [2]) ==> [1, 2]",
        "range(3, 2) ==> [3, 4]",
        "min(3, 2) ==> 2",
        "max([3, 2]) ==> 3",
        "first('') ==> ''",
        "last([]) ==> null",
        "length({a: 1}) ==> 1",
        "empty(null) ==> true",
        "split('a,b;c', [',', ';']) ==> ['a', 'b', 'c']",
        "join(['a', 1, true], '-') ==> 'a-1-True'",
        "replace('abcabc', 'b', 'x') ==> 'axcaxc'",
        "substring('asdfasf', 3) ==> 'fasf'",
        "trim(' a ') ==> 'a'",
        "toUpper('aß') ==> 'Aß'",
        "string({a: [true, 'b']}) ==> '{\"a\":[true,\"b\"]}'",
        "string(true) ==> 'True'",
        "int('12') ==> 12",
        "bool('True') ==> true",
        "array(1) ==> [1]",
        "json('1.5') ==> 1.5",
        "sys.concat([1]) ==> [1]",
        "[...[1], 2] ==> [1, 2]",
        "{...{a: 1}, a: 2} ==> {a=2}",
        "[for (x, i) in ['a', 'b']: '${x}${i}'] ==> ['a0', 'b1']",
        "subscription().subscriptionId ==> '00000000-0000-0000-0000-000000000000'",
        "resourceId('A.B/c', 'd') ==> '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg/providers/A.B/c/d'",
        "subscriptionResourceId('A.B/c', 'd') ==> '/subscriptions/00000000-0000-0000-0000-000000000000/providers/A.B/c/d'",
        "tenantResourceId('A.B/c/d', 'e', 'f') ==> '/providers/A.B/c/e/d/f'",
        "extensionResourceId('/x', 'A.B/c', 'd') ==> '/x/providers/A.B/c/d'",
        "resourceGroup().location ==> resourceGroup().location",
        "'${environment().name}-a' ==> format('{0}-a', environment().name)",
      })
  void evaluates(String expression, String expected) throws Exception {
    assertThat(new Sample(folder).value("", expression)).hasToString(expected);
  }

  @Test
  void objectInAStringIsWrittenWithSingleQuotes() throws Exception {
    Value value = new Sample(folder).value("var o = {a: 'b', '!c': 2}", "'${o}'");
    assertThat(value)
        .isInstanceOfSatisfying(
            Value.Str.class, text -> assertThat(text.value()).isEqualTo("{'a':'b','!c':2}"));
  }

  @Test
  void multiLineStringsKeepTheirText() throws Exception {
    Sample sample = new Sample(folder);
    assertThat(sample.value("", "'''\na\n'''")).hasToString("'a\n'");
    assertThat(sample.value("", "'''\\n${x}'''")).hasToString("'\\n${x}'");
    assertThat(sample.value("var v = 7", "$'''>$${v}<'''")).hasToString("'>$7<'");
    assertThat(sample.value("var v = 7", "$$'''${v}$${v}'''")).hasToString("'${v}7'");
    assertThat(sample.value("", "'''a''''")).hasToString("'a''");
  }

  @Test
  void linesMayBreakWhereTheCompilerLetsThem() throws Exception {
    Sample sample = new Sample(folder);
    assertThat(sample.value("", "true\n  ? 1\n  : 2")).hasToString("1");
    assertThat(sample.value("", "[1, 2\n3]")).hasToString("[1, 2, 3]");
    assertThat(sample.value("", "concat(\n  'a',\n  'b'\n)")).hasToString("'ab'");
    assertThat(sample.value("", "map([1], x =>\n  x)")).hasToString("[1]");
    assertThat(sample.value("", "1 /* a\n comment */ + 2 // and another")).hasToString("3");
  }

  @Test
  void loopsOfAnObjectComeFirst() throws Exception {
    Value value = new Sample(folder).value("", "{\n  b: 1\n  a: [for x in [1]: x]\n}");
    assertThat(value).hasToString("{a=[1], b=1}");
  }
}
