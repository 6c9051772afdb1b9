package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions at their edges, and those that need files or a deployment. */
class FunctionTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "items({ b: 1, A: 2, c: 3 })[0].key ==> 'A'",
        "objectKeys({ '456Key': 1, abcKey: 2, '123Key': 3 }) ==> ['123Key', '456Key', 'abcKey']",
        "contains({ a: 1 }, 'A') ==> true",
        "contains([[1], [2]], [2]) ==> true",
        "distinct([1, 'a', 1, { x: 1 }, { x: 1 }, 'A']) ==> [1, 'a', {x=1}, 'A']",
        "intersection({ a: 1, b: { c: 1, d: 2 } }, { a: 2, b: { c: 1 } }) ==> {b={c=1}}",
        "union({ a: [1], b: 1 }, { a: [2] }) ==> {a=[2], b=1}",
        "flatten([[1], [[2]]]) ==> [1, [2]]",
        "groupBy(['ab', 'ac', 'b'], s => first(s), s => length(s)) ==> {a=[2, 2], b=[1]}",
        "toObject(['a'], k => k, v => 1) ==> {a=1}",
        "reduce([1, 2], 0, (c, n, i) => c + n * i) ==> 2",
        "sort(['b', 'a'], (x, y) => x < y) ==> ['a', 'b']",
        "mapValues({ a: 1, b: 2 }, v => v * 2) ==> {a=2, b=4}",
        "nameof(subscription().tenantId) ==> 'tenantId'",
        "take('abc', 0) ==> ''",
        "skip([1, 2], 9) ==> []",
        "first([]) ==> null",
        "last('abc') ==> 'c'",
        "lastIndexOf('a', 'b') ==> -1",
        "startsWith('a', 'ab') ==> false",
        "endsWith('a', 'ba') ==> false",
        "substring('abc', 3) ==> ''",
        "like('abcdef', 'a*c*') ==> true",
        "like('abcabc', '*abc') ==> true",
        "like('', '***') ==> true",
        "like('abc**def', '*def') ==> true",
        "like('aXbYa', 'a*b*a') ==> true",
        "like('aXbYa', 'a*c*a') ==> false",
        "like('a', 'b') ==> false",
        "split('a--b', '-') ==> ['a', '', 'b']",
        "join([], ',') ==> ''",
        "padLeft('abc', 2) ==> 'abc'",
        "trim('\u00a0 a\t') ==> 'a'",
        "toLower('ÄİI') ==> 'äİi'",
        "format('{0:D4}|{1,-3}|{1,3}', 7, 'a') ==> '0007|a  |  a'",
        "format('{0:X}', 255) ==> 'FF'",
        "string({ a: null, b: [1, true] }) ==> '{\"a\":null,\"b\":[1,true]}'",
        "string(json('1.50')) ==> '1.5'",
        "json('{\"a\":[1,{\"b\":null}]}') ==> {a=[1, {b=null}]}",
        "bool(0) ==> false",
        "int(' 12 ') ==> 12",
        "array({ a: 1 }) ==> [{a=1}]",
        "empty({}) ==> true",
        "range(0, 0) ==> []",
        "min([3, 1, 2]) ==> 1",
        "base64ToString('w6Q=') ==> 'ä'",
        "uriComponent('UB*8h 0+=_)9h9n') ==> 'UB%2A8h%200%2B%3D_%299h9n'",
        "uri('https://a.b/c/d', 'e') ==> 'https://a.b/c/e'",
        "uri('https://a.b', 'c') ==> 'https://a.b/c'",
        "uri('https://a.b/c/d', '') ==> 'https://a.b/c/d'",
        "uri('https://a.b/c/d', '?e=f') ==> 'https://a.b/c/d?e=f'",
        "uri('https://A.b:443/c/d?x', '../../e/./f/..') ==> 'https://a.b/e/'",
        "uri('https://a.b:8443/c', 'https://d.e/f') ==> 'https://d.e/f'",
        "uri('http://a.b/c', '//d.e/f#g') ==> 'http://d.e/f#g'",
        "cidrSubnet('10.1.2.3/16', 24, 255) ==> '10.1.255.0/24'",
        "cidrHost('2001:db8::/52', 0) ==> '2001:db8::1'",
        "parseCidr('10.144.0.0/20') ==> {network='10.144.0.0', netmask='255.255.240.0', broadcast='10.144.15.255', firstUsable='10.144.0.1', lastUsable='10.144.15.254', cidr=20}",
        "dateTimeAdd('2024-02-29T00:00:00Z', 'P1Y') ==> '2025-02-28T00:00:00Z'",
        "dateTimeAdd('2024-01-31T00:00:00Z', '-P1M', 'yyyy-MM-dd') ==> '2023-12-31'",
        "dateTimeAdd('2024-01-31T13:05:00Z', 'PT1H', 'ddd d MMM yy h:mm tt') ==> 'Wed 31 Jan 24 2:05 PM'",
        "dateTimeAdd('2024-01-31T13:05:00Z', 'PT0S', 'R') ==> 'Wed, 31 Jan 2024 13:05:00 GMT'",
        "resourceId('g2', 'A.B/c/d', 'x', 'y') ==> '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g2/providers/A.B/c/x/d/y'",
        "managementGroupResourceId('m', 'A.B/c', 'x') ==> '/providers/Microsoft.Management/managementGroups/m/providers/A.B/c/x'",
        "roleDefinitions('Contributor').id ==> roleDefinitions('Contributor').id",
        "pickZones('A.B', 'c', 'westeurope') ==> pickZones('A.B', 'c', 'westeurope')",
        "listKeys('/x', '1').keys[0].value ==> (secure)",
        "reference('/x', '1', 'Full').sku ==> reference('/x', '1', 'Full').sku",
        "subscription('s').id ==> '/subscriptions/s'",
        "resourceGroup('g').location ==> resourceGroup('g').location",
        "subscription('s').displayName ==> subscription('s').displayName",
        "resourceGroup('g').id ==> '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g'",
        "tenant().tenantId ==> tenant().tenantId",
        "deployment().name ==> deployment().name",
        "deployer().objectId ==> deployer().objectId",
      })
  void gives(String expression, String expected) throws Exception {
    assertThat(new Sample(folder).value("", expression)).hasToString(expected);
  }

  @ParameterizedTest(name = "{0} is refused with {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "substring('abc', 2, 2) ==> evaluation",
        "format('{1}', 'a') ==> evaluation",
        "format('{0', 'a') ==> evaluation",
        "range(0, 10001) ==> evaluation",
        "range(9223372036854775800, 100) ==> evaluation",
        "9223372036854775807 + 1 ==> evaluation",
        "-9223372036854775808 - 1 ==> evaluation",
        "4611686018427387904 * 2 ==> evaluation",
        "-9223372036854775808 / -1 ==> evaluation",
        "int('1.5') ==> evaluation",
        "bool('yes') ==> evaluation",
        "json('{') ==> BCP186",
        "min([]) ==> evaluation",
        "replace('a', '', 'b') ==> evaluation",
        "base64ToString('?') ==> evaluation",
        "uri('github.com', 'Azure/bicep') ==> evaluation",
        "uri('https://a.b', 'c d') ==> evaluation",
        "cidrSubnet('10.0.0.0/16', 8, 0) ==> evaluation",
        "cidrHost('10.0.0.0/30', 9) ==> evaluation",
        "parseCidr('10.0.0/8') ==> evaluation",
        "dateTimeAdd('today', 'P1D') ==> evaluation",
        "dateTimeAdd('2024-01-31T00:00:00Z', 'P') ==> evaluation",
        "resourceId('A.B/c/d', 'x') ==> evaluation",
        "fail('no') ==> evaluation",
        "flatten([1]) ==> BCP070",
        "map(1, x => x) ==> BCP070",
        "filter([1], x => 1) ==> BCP070",
        "map([1], (a, b, c) => a) ==> BCP070",
        "union([1], { a: 1 }) ==> BCP070",
        "loadYamlContent('x') ==> unsupported",
        "loadDirectoryFileInfo('x') ==> unsupported",
        "buildUri({}) ==> unsupported",
        "parseUri('x') ==> unsupported",
        "like('a', 'A') ==> unsupported",
        "like('a', '?') ==> unsupported",
        "like('a') ==> BCP071",
        "like(1, 'a') ==> BCP070",
        "variables('x') ==> BCP060",
        "parameters('x') ==> BCP061",
        "add(1, 2) ==> BCP069",
        "if(true, 1, 2) ==> BCP100",
        "createArray(1) ==> BCP101",
        "createObject('a', 1) ==> BCP102",
        "sys.nothing() ==> BCP107",
        "readEnvironmentVariable('PATH') ==> BCP057",
        "newGuid() ==> BCP065",
        "managementGroup().name ==> BCP071",
      })
  void refuses(String expression, String code) {
    assertThat(new Sample(folder).findings("output o any = " + expression))
        .hasSize(1)
        .allMatch(found -> found.endsWith(" " + code));
  }

  @Test
  void filesAreRead() throws Exception {
    Sample sample =
        new Sample(folder)
            .file("a/text.txt", "\uFEFFa\r\nb")
            .file("data.json", "{\"list\": [{\"n\": 1}, {\"n\": 2}], \"x-y\": {\"z\": 3}}");
    assertThat(sample.value("", "loadTextContent('a/text.txt')")).hasToString("'a\r\nb'");
    assertThat(sample.value("", "loadFileAsBase64('a/text.txt')")).hasToString("'77u/YQ0KYg=='");
    assertThat(sample.value("", "loadJsonContent('data.json').list[1].n")).hasToString("2");
    assertThat(sample.value("", "loadJsonContent('data.json', '$.list[*].n')"))
        .hasToString("[1, 2]");
    assertThat(sample.value("", "loadJsonContent('data.json', '[\\'x-y\\'].z')")).hasToString("3");
    assertThat(sample.findings("var v = loadJsonContent('data.json', 'none')"))
        .contains("1:38 BCP235");
    assertThat(sample.findings("var v = loadJsonContent('data.json', '$..n')"))
        .contains("1:38 unsupported");
    assertThat(sample.findings("param p string\nvar v = loadTextContent(p)")).isNotEmpty();
  }

  @Test
  void aByteOrderMarkTellsHowAFileIsRead() throws Exception {
    Sample sample = new Sample(folder);
    Files.write(folder.resolve("le.txt"), "\uFEFFä".getBytes(StandardCharsets.UTF_16LE));
    Files.write(folder.resolve("be.txt"), "\uFEFFä".getBytes(StandardCharsets.UTF_16BE));
    Files.write(folder.resolve("plain.txt"), "ä".getBytes(StandardCharsets.UTF_16LE));
    assertThat(sample.value("", "loadTextContent('le.txt')")).hasToString("'ä'");
    assertThat(sample.value("", "loadTextContent('be.txt', 'us-ascii')")).hasToString("'ä'");
    assertThat(sample.value("", "loadTextContent('plain.txt', 'utf-16')")).hasToString("'ä'");
  }

  @Test
  void theClockComesFromTheCaller() throws Exception {
    DeploymentContext context =
        DeploymentContext.of(folder)
            .withNow(Instant.parse("2026-01-02T03:04:05.678Z"))
            .withManagementGroup("mg");
    new Sample(folder)
        .file(
            "main.bicep",
            """
            targetScope = 'managementGroup'
            param plain string = utcNow()
            param formatted string = utcNow('yyyy-MM-ddTHH:mm:ss.fffZ')
            param epoch int = dateTimeToEpoch(utcNow())
            param unique string = newGuid()
            output o array = [plain, formatted, managementGroup().id, length(unique)]
            """
                .replace("param epoch int = dateTimeToEpoch(utcNow())\n", ""));
    assertThat(
            Bicep.evaluate(folder.resolve("main.bicep"), java.util.Map.of(), context)
                .outputs()
                .get("o"))
        .hasToString(
            "['20260102T030405Z', '2026-01-02T03:04:05.678Z',"
                + " '/providers/Microsoft.Management/managementGroups/mg', 36]");
  }

  @Test
  void parameterFilesReadTheirVariablesAndKeepWhatTheDeploymentFillsIn() throws Exception {
    Sample sample =
        new Sample(folder)
            .file(
                "main.bicep",
                """
                param a string
                @secure()
                param b string
                param c string
                param d string = 'default'
                output o array = [a, c, d]
                output s string = b
                """)
            .file(
                "x.bicepparam",
                """
                using 'main.bicep'
                param c = externalInput('custom.binding', '__X__')
                param a = 'x${suffix}'
                var suffix = externalInput('sys.cli')
                param b = az.getSecret('sub', 'rg', 'vault', 'name')
                param d = null
                """)
            .file(
                "y.bicepparam",
                """
                using 'main.bicep'
                param a = '${b}'
                param c = d
                param d = null
                param b = getSecret('sub', 'rg', 'vault', 'name')
                """);
    assertThat(sample.evaluate("x.bicepparam").snapshot())
        .contains(
            "[createArray(format('x{0}', externalInputs('sys_cli_1')),"
                + " externalInputs('custom_binding_0'), 'default')]",
            "\"s\": \"[parameters('b')]\"");
    assertThatThrownBy(() -> sample.evaluate("y.bicepparam"))
        .hasMessageContaining("y.bicepparam:2:11: error BCP368")
        .hasMessageContaining("y.bicepparam:3:11: error BCP369");
  }
}
