package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where things may stand, and that a file that was valid does not stay so by chance. */
class PlaceTest {
  private static final String VALID =
      """
      type size = 'small' | 'large'
      func double(text string) string => '${text}${text}'
      param chosen size = 'small'
      var names = [for i in range(0, 2): '${double(chosen)}${i}']
      resource outer 'A.B/c@2020-01-01' = {
        name: first(names)
        resource inner 'd' = { name: 'n' }
      }
      resource loop 'A.B/c@2020-01-01' = [for (name, index) in names: {
        name: '${name}-${index}'
        properties: { needs: outer::inner.id }
      }]
      module part 'module.bicep' = { params: { given: loop[0].name } }
      output made string = part.outputs.result
      """;

  @TempDir private Path folder;

  private List<String> findings(String text) {
    return new Sample(folder)
        .file("module.bicep", "param given string\noutput result string = given\n")
        .findings(text);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "param a array = [for i in [1]: i] ==> 1:17 BCP138",
        "var a = concat([for i in [1]: i]) ==> 1:16 BCP138",
        "var a = {b: [for i in [1]: {c: [for j in [1]: j]}]} ==> 1:32 BCP142",
        "var k = 'k'\\nvar a = {'${k}': [for i in [1]: i]} ==> 2:18 BCP143",
        "var o = {}\\nvar a = {...o, b: [for i in [1]: i]} ==> 2:10 BCP417",
        "var o = {}\\nresource r 'A.B/c@1' = {...o, name: 'r'} ==> 2:25 BCP401",
        "resource r 'A.B/c@1' = [for i in [1]: {name: 'r'\\nresource n 'd' = {name: 'n'}\\n}] ==> 2:10 BCP160",
        "resource r 'A.B/c@1' existing = {name: 'r', tags: {}} ==> 1:45 BCP173",
        "var a = [for i [1]: i] ==> 1:16 BCP012",
        "var a = [for (i) in [1]: i] ==> 1:16 BCP249",
        "resource r 'A.B/c@1' = 1 ==> 1:24 BCP118",
        "resource r 'A.B/c@1' = [for i in [1]: 1] ==> 1:39 BCP167",
        "resource r 'A.B/c@1' = [1] ==> 1:24 BCP167",
        "var a = [1][] ==> 1:13 BCP117",
        "var a = {b: 1}.?c() ==> 1:18 BCP322",
        "var a = {b: 1}. ==> 1:16 BCP020",
        "var a = '\\u{110000}' ==> 1:10 BCP133",
        "var a = '''x ==> 1:9 BCP140",
        "var a = '${1 2}' ==> 1:14 BCP064",
        "@description('x') ==> 1:18 BCP132",
        "@description('x')\\n@description('y')\\nvar a = 1 ==> 2:2 BCP166",
        "@secure('x')\\nparam a string = '' ==> 1:8 BCP071",
        "@allowed([1 + 1])\\nparam a int = 2 ==> 1:11 BCP032",
        "@secure\\nparam a string = '' ==> 1:2 BCP063",
        "@concat('x')\\nparam a string = '' ==> 1:2 BCP152",
        "@allowed([])\\nparam a string = '' ==> 1:10 BCP099",
        "@metadata('x')\\nparam a string = '' ==> 1:11 BCP070",
        "@minValue(-length('x'))\\nparam a int = 1 ==> 1:12 BCP032",
        "var a = toLower ==> 1:9 BCP063",
        "@allowed(['a', 1])\\nparam a string = 'a' ==> 1:16 BCP034",
        "func f() string => reference('x').y ==> 1:20 BCP341",
        "resource r 'A.B/c@1' existing = {name: 'r'}\\nfunc f() string => r.tags.x ==> 2:20 BCP341",
        "resource r 'A.B/c@1' = {name: 'r', dependsOn: ['x']} ==> 1:48 BCP034",
        "var a = managementGroup().name ==> 1:24 BCP071",
        "targetScope = 'subscription'\\nvar a = resourceGroup().id ==> 2:22 BCP071",
        "targetScope = 'tenant'\\nvar a = subscription().id ==> 2:21 BCP071",
        "type a = resourceInput<'A.B/c@1'> ==> 1:10 BCP394",
        "var a = (1, 2) ==> 1:10 BCP243",
        "@maxLength(-1)\\nparam a string = '' ==> 1:2 BCP168",
        "@batchSize(0)\\nresource r 'A.B/c@1' = [for i in [1]: {name: 'r'}] ==> 1:2 BCP154",
        "@batchSize(2)\\nresource r 'A.B/c@1' = {name: 'r'} ==> 1:2 BCP155",
        "@nullIfNotFound()\\nresource r 'A.B/c@1' = {name: 'r'} ==> 1:2 BCP445",
        "@validate(x => true)\\nparam a string = '' ==> 1:2 unsupported",
        "var sys = 1 ==> 1:5 BCP084",
        "targetScope = 'tenant'\\ntargetScope = 'tenant' ==> 2:1 BCP112",
        "var length = 1\\nvar a = length([]) ==> 2:9 BCP265",
        "var a = 1\\nvar b = a() ==> 2:9 BCP059",
        "type a = string\\nvar b = a ==> 2:9 BCP287",
        "type a = { *: int, *: int } ==> 1:20 BCP315",
        "@sealed()\\ntype a = { *: int } ==> 1:1 BCP316",
        "@sealed()\\ntype a = string ==> 1:1 BCP124",
        "type 7 = string ==> 1:6 BCP325",
        "type resource = string ==> 1:6 BCP301",
        "type a = 'x' | 1 ==> 1:10 BCP294",
        "type b = 'x' | 'y'\\nparam a b | true ==> 2:9 BCP294",
        "type a = null ==> 1:10 BCP289",
        "type a = { @allowed(['x'])\\nb: string } ==> 1:13 BCP297",
        "@discriminator('k')\\ntype a = { k: 'x' } | null ==> 2:23 BCP286",
        "@discriminator('k')\\ntype a = { k: 'x' } | { j: 'y' } ==> 2:23 BCP364",
        "@discriminator('k')\\ntype a = { k: 'x' } | { k: 'x', j: 'y' } ==> 2:23 BCP365",
        "@discriminator(true)\\ntype a = { k: 'x' } | { k: 'y' } ==> 1:16 BCP070",
        "type a = b\\ntype b = { part: a } ==> 1:6 BCP299",
        "param a = 1 ==> 1:9 BCP279",
        "type a = '${1}' ==> 1:10 BCP285",
        "type a = ==> 1:9 BCP279",
        "type a = string[x] ==> 1:17 BCP391",
        "resource r 'A.B/c@1' = {name: 'r'}\\nvar a = r::n ==> 2:12 BCP159",
        "resource r 'A.B/c/d@1' = {name: 'd', parent: 'p'} ==> 1:46 BCP240",
        "resource r 'A.B/c@1' = {name: 'r', scope: resourceGroup('x')} ==> 1:43 BCP139",
        "resource p 'A.B/c@1' = {name: 'p'}\\nresource r 'A.B/c/d@1' = {name: 'a/b', parent: p} ==> 2:33 BCP170",
        "resource r 'Microsoft.Graph/groups@v1.0' = {} ==> 1:12 BCP407",
        "module m 'module.bicep' = {params: 1} ==> 1:36 BCP183",
        "module m 'module.bicep' = {param: {}} ==> 1:28 BCP037",
        "module m 'module.bicep' = {params: {given: 'x'}, scope: subscription()} ==> 1:57 BCP134",
        "module m 'module.bicep' = {params: {given: 'x'}}\\nvar a = m.outputs.reslt ==> 2:19 BCP083",
        "module m 'a\\\\b.bicep' = {} ==> 1:10 BCP098",
        "module m 'ts:x/y:1' = {} ==> 1:10 unsupported",
        "module m '' = {} ==> 1:10 BCP050",
        "module m 'a|b.bicep' = {} ==> 1:10 BCP085",
        "module m 'a.' = {} ==> 1:10 BCP086",
        "var a = 1\\nvar a = 2 ==> 1:5 BCP028",
        "resource r 'A.B/c@1' = {name: 'r'}\\nmodule m 'module.bicep' = {name: r.location} ==> 2:34 BCP120",
        "module m 'module.bicep' = {params: {given: 'x'}, scope: 'x'} ==> 1:57 BCP036",
        "module m 'module.bicep' =\\nvar a = 1 ==> 1:26 BCP118",
        "module m 'module.bicep' = {} ==> 1:8 BCP035",
        "module m 'module.bicep' = { params: {} } ==> 1:29 BCP035",
        "module m 'module.json' = {} ==> 1:10 BCP091",
        "resource v 'A.B/c@1' existing = {name: 'v'}\\nvar a = v.getSecret('x') ==> 2:11 BCP180",
        "resource v 'A.B/c@1' existing = {name: 'v'}\\nmodule m 'module.bicep' = {params: {given: v.getSecret('x')}} ==> 2:46 BCP180",
        "param a string = reference('x').y ==> 1:18 BCP066",
        "var a = [...1] ==> 1:13 BCP402",
        "var a = nameof(1) ==> 1:16 BCP408",
        "var a = 'x'[^1] ==> 1:12 BCP414",
        "using 'main.bicep' ==> 1:1 BCP007",
        "provider 'x' ==> 1:1 unsupported",
        "import 'x' ==> 1:8 unsupported",
        "@secure()\\ntargetScope = 'tenant' ==> 1:1 BCP130",
        "@secure()\\nimport {a} from 'module.bicep' ==> 1:1 BCP130",
        "@secure()\\nmetadata a = 'b' ==> 1:1 BCP130",
        "@batchSize(1)\\nparam a string = '' ==> 1:2 BCP125",
        "@secure()\\nvar a = '' ==> 1:2 BCP126",
        "@secure()\\nresource r 'A.B/c@1' = {name: 'r'} ==> 1:2 BCP127",
        "@secure()\\nmodule m 'module.bicep' = {params: {given: ''}} ==> 1:2 BCP128",
        "@batchSize(1)\\noutput o string = '' ==> 1:2 BCP129",
        "@batchSize(1)\\ntype a = string ==> 1:2 BCP297",
        "var a = {b: 1\\nc: 2\\nb: 3} ==> 1:10 BCP025",
        "var a = {b: 1\\nc: 2\\nb: 3} ==> 3:1 BCP025",
        "@metadata({b: 1, b: 2})\\nparam a string = '' ==> 1:12 BCP025",
        "metadata a = {b: 1, b: 2} ==> 1:21 BCP025",
        "type a = {b: int, b: int} ==> 1:11 BCP025",
        "resource p 'A.B/c@1' = {name: 'p'\\nresource n 'd' = {name: 'n', parent: p}\\n} ==> 2:30 BCP037",
        "resource p 'A.B/c@1' = {name: 'p'\\nresource n 'd' = {name: 'n', scope: p}\\n} ==> 2:37 BCP164",
        "resource p 'A.B/c@1' = {name: 'p'}\\nresource r 'A.B/c/d@1' = {name: 'r', parent: p, scope: p} ==> 2:56 BCP164",
        "resource p 'A.B/c@1' existing = {name: 'p', scope: resourceGroup('x')}\\nresource r 'A.B/c/d@1' = {name: 'r', parent: p} ==> 2:26 BCP165",
        "resource p 'A.B/c@1' existing = {name: 'p', scope: resourceGroup('x')\\nresource r 'd' = {name: 'r'}\\n} ==> 2:18 BCP165",
        "resource p 'A.B/c@1' existing = {name: 'p', scope: resourceGroup('x')}\\nresource r 'A.B/d@1' = {name: 'r', scope: p} ==> 2:43 BCP139",
        "resource p 'A.B/c@1' = {name: 'p'\\nresource n 'A.B/c/d@1' = {name: 'n'}\\n} ==> 2:12 BCP156",
        "resource p 'A.B/c@1' = {name: 'p'}\\nresource r 'A.B/x/d@1' = {name: 'r', parent: p} ==> 2:46 BCP171",
        "var a = nope\\nresource r 'A.B/c' = {} ==> 2:12 BCP029",
        "var a = nope\\nresource r 'A.B/c' = {} ==> 2:10 BCP035",
        "import {'a-b'} from 'module.bicep' ==> 1:14 BCP357",
      })
  void locates(String text, String expected) {
    assertThat(findings(text.replace("\\n", "\n"))).contains(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " ==> ",
      quoteCharacter = '"',
      value = {
        "param given = 'x' ==> 1:1 BCP261",
        "using 'module.bicep'\\nusing 'module.bicep' ==> 2:1 BCP262",
        "using 'gone.bicep' ==> 1:7 BCP091",
        "using 'p.bicepparam' ==> 1:7 BCP276",
        "using 'br:x/y:1' ==> 1:7 unsupported",
        "using 'module.bicep' with { mode: 'x' } ==> 1:22 unsupported",
        "using 'module.bicep'\\nresource r 'A.B/c@1' = {} ==> 2:1 BCP337",
        "using 'module.bicep'\\nparam given = 'x'\\nparam given = 'y' ==> 2:7 BCP250",
        "using 'module.bicep'\\nparam given = 'x'\\nparam given = 'y' ==> 3:7 BCP250",
        "using 'module.bicep'\\nparam gven = 'x' ==> 2:1 BCP259",
        "using 'module.bicep'\\n@description('x')\\nparam gven = 'x' ==> 2:1 BCP259",
        "using 'module.bicep'\\n@secure()\\nparam given = 'x' ==> 2:2 BCP130",
        "using 'module.bicep'\\n@nothing()\\nparam given = 'x' ==> 2:2 BCP057",
        "@secure()\\nusing 'module.bicep' ==> 1:1 BCP130",
        "using 'module.bicep'\\nparm given = 'x' ==> 2:1 BCP337",
        "using 'module.bicep'\\nparam given = resourceGroup().id ==> 2:15 BCP057",
        "using 'module.bicep'\\nparam given = az.environment().name ==> 2:18 BCP107",
        "using 'module.bicep' ==> 1:7 BCP258",
        "using 'module.bicep'\\nparam gven = nope ==> 1:7 BCP258",
        "using 'module.bicep'\\nparam gven = nope ==> 2:1 BCP259",
        "using 'module.bicep'\\nparam given = 1 ==> 2:15 BCP260",
        "using 'module.bicep'\\nextends 'module.bicep'\\nparam given = 'x' ==> 2:1 BCP404",
        "using 'module.bicep'\\nextends 'b.bicepparam'\\nextends 'b.bicepparam' ==> 3:1 BCP405",
        "using 'module.bicep'\\nparam given = readEnvironmentVariable('NOT_THERE') ==> 2:15 BCP427",
        "using 'module.bicep'\\nextensionConfig x with {} ==> 2:1 unsupported",
      })
  void locatesInParameterFiles(String text, String expected) {
    new Sample(folder)
        .file("module.bicep", "param given string\n")
        .file("b.bicepparam", "using none\n")
        .file("p.bicepparam", text.replace("\\n", "\n"));
    assertThat(Bicep.check(folder.resolve("p.bicepparam"), DeploymentContext.of(folder)))
        .extracting(
            found -> found.origin().line() + ":" + found.origin().column() + " " + found.code())
        .contains(expected);
  }

  @ParameterizedTest(name = "{0} > {1}: {2}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "tenant, managementGroup, managementGroup('m'), true",
        "tenant, resourceGroup, \"resourceGroup('s', 'g')\", true",
        "tenant, resourceGroup, resourceGroup('g'), false",
        "managementGroup, managementGroup, managementGroup('m'), true",
        "managementGroup, subscription, subscription('s'), true",
        "managementGroup, resourceGroup, resourceGroup('g'), false",
        "subscription, managementGroup, managementGroup('m'), false",
        "subscription, resourceGroup, resourceGroup('g'), true",
        "subscription, tenant, tenant(), true",
        "resourceGroup, managementGroup, managementGroup('m'), false",
        "resourceGroup, subscription, subscription(), true",
        "resourceGroup, resourceGroup, \"resourceGroup('s', 'g')\", true",
      })
  void modulesReachTheScopesThatTheirFileReaches(
      String from, String to, String scope, boolean reached) {
    Sample sample = new Sample(folder).file("m.bicep", "targetScope = '" + to + "'\n");
    Map<String, String> codes =
        Map.of(
            "tenant", "BCP113",
            "managementGroup", "BCP114",
            "subscription", "BCP115",
            "resourceGroup", "BCP116");
    List<String> found =
        sample.findings(
            "targetScope = '" + from + "'\nmodule m 'm.bicep' = { scope: " + scope + " }");
    assertThat(found).isEqualTo(reached ? List.of() : List.of("2:31 " + codes.get(from)));
  }

  @Test
  void aValueThatCannotBeReadIsNotMissing() {
    new Sample(folder)
        .file("module.bicep", "param given string\n")
        .file("p.bicepparam", "using 'module.bicep'\nparam given = 'x\n");
    assertThat(Bicep.check(folder.resolve("p.bicepparam"), DeploymentContext.of(folder)))
        .extracting(Diagnostic::code)
        .containsExactly("BCP004");
  }

  @Test
  void aNameThatIsChangedInOnePlaceIsFound() {
    assertThat(findings(VALID)).isEmpty();
    Matcher names =
        Pattern.compile("\\b(size|double|text|chosen|names|outer|inner|loop|part|name|index)\\b")
            .matcher(VALID);
    int found = 0;
    while (names.find()) {
      // A type of a resource, a function and a property have these names too.
      String before = VALID.substring(Math.max(0, names.start() - 2), names.start());
      boolean property = VALID.startsWith(":", names.end()) || before.endsWith(".");
      if (!property || VALID.startsWith("::", names.end())) {
        String changed = VALID.substring(0, names.start()) + "other" + VALID.substring(names.end());
        assertThat(findings(changed)).as(changed).isNotEmpty();
        found++;
      }
    }
    assertThat(found).isGreaterThan(20);
  }
}
