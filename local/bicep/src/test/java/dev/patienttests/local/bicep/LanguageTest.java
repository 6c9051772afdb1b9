package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions, imports, types, parameter files and extensions. */
class LanguageTest {
  @TempDir private Path folder;

  private Value value(String declarations, String expression) throws BicepException {
    return new Sample(folder).value(declarations, expression);
  }

  private List<String> findings(String text) {
    return new Sample(folder).findings(text);
  }

  @Test
  void functionsSeeTheirParametersVariablesAndOtherFunctions() throws Exception {
    String functions =
        """
        param suffix string = 'p'
        var separator = '-'
        func twice(text string) string => '${text}${separator}${text}'
        func deep(text string, count int) string[] =>
          map(range(0, count), i => '${twice(text)}${i}')
        """;
    assertThat(value(functions, "deep(suffix, 2)")).hasToString("['p-p0', 'p-p1']");
    assertThat(value(functions, "sys.length(deep('x', 3))")).hasToString("3");
    assertThat(findings("param p string = 'x'\nfunc f() string => p")).contains("2:20 BCP057");
    assertThat(findings("func f(a int) int => f(a)")).contains("1:22 BCP079");
    assertThat(findings("func f(a int) int => a\nvar x = f()")).contains("2:10 BCP071");
    assertThat(findings("func f(a int) int => a\nvar x = f('a')")).contains("2:11 BCP070");
    assertThat(findings("func f(a int) int => 'x'\nvar x = f(1)")).contains("1:22 BCP033");
    assertThat(findings("func f() int => 1\nvar x = f")).contains("2:9 BCP063");
  }

  @Test
  void importsBringWhatIsExported() throws Exception {
    Sample sample = new Sample(folder);
    sample.file(
        "lib/shared.bicep",
        """
        var hidden = 'h'
        @export()
        var shown = '${hidden}-${resourceGroup().name}'
        @export()
        func greet(name string) string => '${shown} ${name}'
        @export()
        type size = 'small' | 'large'
        """);
    String named = "import { shown as s, greet, size } from 'lib/shared.bicep'\n";
    assertThat(value(named + "param p size = 'small'", "greet('${p} ${s}')"))
        .hasToString("'h-myRg small h-myRg'");
    String all = "import * as lib from 'lib/shared.bicep'\n";
    assertThat(value(all + "param p lib.size = 'large'", "'${lib.greet(p)}${lib.shown}'"))
        .hasToString("'h-myRg largeh-myRg'");
    assertThat(findings(named + "param p size = 'medium'")).contains("2:16 BCP033");
    assertThat(findings("import { hidden } from 'lib/shared.bicep'")).contains("1:10 BCP360");
    assertThat(findings("import * as l from 'lib/shared.bicep'\nvar x = l.shwn"))
        .contains("2:11 BCP360");
    assertThat(findings("import { a } from 'gone.bicep'\nvar x = a")).containsOnly("1:19 BCP091");
  }

  @Test
  void aRegistryIsRefusedByOneDiagnostic() {
    Sample sample = new Sample(folder);
    sample.file(
        "main.bicep",
        """
        import { a, t } from 'br/public:lib:1.0'
        param p t
        var x = a.b
        """);
    assertThatThrownBy(() -> sample.evaluate("main.bicep"))
        .isInstanceOfSatisfying(
            BicepException.class,
            e -> assertThat(e.diagnostics()).singleElement().asString().contains("br:"));
  }

  @Test
  void whatIsExportedDependsOnNothingDeployed() {
    assertThat(findings("param p string = 'x'\nvar v = p\n@export()\nvar w = v"))
        .contains("4:5 BCP372");
    assertThat(findings("@export()\nparam p string = 'x'")).contains("1:2 BCP361");
  }

  @Test
  void filesThatImportEachOtherAreRefused() {
    new Sample(folder).file("b.bicep", "import { a } from 'main.bicep'\n@export()\nvar b = 1\n");
    assertThat(findings("import { b } from 'b.bicep'\n@export()\nvar a = 1")).isNotEmpty();
    new Sample(folder).file("m.bicep", "module back 'main.bicep' = {}\n");
    assertThat(findings("module m 'm.bicep' = {}")).contains("1:13 BCP095");
  }

  @Test
  void parameterFilesExtendOthers() throws Exception {
    Sample sample =
        new Sample(folder)
            .file("main.bicep", "param a string\nparam b string\noutput o string = '${a}/${b}'\n")
            .file("base.bicepparam", "using none\nparam a = 'a'\nparam b = 'b'\n")
            .file(
                "x.bicepparam",
                "using 'main.bicep'\nextends 'base.bicepparam'\nparam b = '${base.a}${base.b}'\n")
            .file("y.bicepparam", "using 'main.bicep'\nparam a = base.a\nparam b = ''\n")
            .file("w.bicepparam", "using 'main.bicep'\nparam a = '${b}!'\nparam b = 'b'\n")
            .file("v.bicepparam", "using 'main.bicep'\nparam a = b\nparam b = a\n")
            .file("z.bicepparam", "using 'main.bicep'\nextends 'z.bicepparam'\n");
    assertThat(sample.evaluate("x.bicepparam").outputs().get("o")).hasToString("'a/ab'");
    assertThat(sample.evaluate("w.bicepparam").outputs().get("o")).hasToString("'b!/b'");
    assertThatThrownBy(() -> sample.evaluate("v.bicepparam"))
        .hasMessageContaining("v.bicepparam:2:11: error BCP080");
    assertThatThrownBy(() -> sample.evaluate("y.bicepparam"))
        .hasMessageStartingWith("y.bicepparam:2:11: error BCP437");
    assertThatThrownBy(() -> sample.evaluate("z.bicepparam")).hasMessageContaining("BCP095");
  }

  @Test
  void nestedResourcesMayBeLoops() throws Exception {
    String text =
        """
        resource p 'A.B/c@1' = {
          name: 'p'
          resource n 'd' = [for i in range(0, 2): {
            name: 'n${i}'
          }]
        }
        output o string = p::n[1].name
        """;
    Evaluation evaluation = new Sample(folder).file("main.bicep", text).evaluate("main.bicep");
    assertThat(evaluation.resources()).hasSize(3);
    assertThat(evaluation.outputs().get("o")).hasToString("'n1'");
  }

  @Test
  void resourcesOfExtensionsAreOpaque() throws Exception {
    String text =
        """
        extension http
        extension kubernetes with { namespace: 'default' } as k8s
        resource a 'request@v1' = { uri: 'https://example.org' }
        resource b 'request@v1' = { uri: '${a.body}/x' }
        """;
    Evaluation evaluation = new Sample(folder).file("main.bicep", text).evaluate("main.bicep");
    assertThat(evaluation.snapshot())
        .contains("\"type\": \"request@v1\"", "[format('{0}/x', reference('a').body)]");
  }

  @Test
  void anExistingResourceOfAnExtensionIsNamedByItsOwnProperties() throws Exception {
    String text =
        """
        extension microsoftGraphV1
        resource app 'Microsoft.Graph/servicePrincipals@v1.0' existing = { appId: 'x' }
        output id string = app.id
        """;
    Evaluation evaluation = new Sample(folder).file("main.bicep", text).evaluate("main.bicep");
    assertThat(evaluation.resources()).isEmpty();
    assertThat(evaluation.outputs().get("id")).hasToString("reference('app').id");
  }

  @Test
  void whatOnlyTheDeploymentKnowsKeepsItsForm() throws Exception {
    assertThat(value("", "map(environment().authentication.audiences, (a, i) => '${a}${i}')"))
        .hasToString(
            "map(environment().authentication.audiences, lambda('a', 'i',"
                + " format('{0}{1}', lambdaVariables('a'), lambdaVariables('i'))))");
    assertThat(value("", "[1, ...environment().x]"))
        .hasToString("flatten(createArray(createArray(1), environment().x))");
    assertThat(value("", "{ '${environment().name}': 1, b: 2 }"))
        .hasToString(
            "shallowMerge(createArray(createObject(format('{0}', environment().name), 1),"
                + " createObject('b', 2)))");
    assertThat(value("", "environment().name == 'x' ? fail('no') : 1"))
        .hasToString("if(equals(environment().name, 'x'), fail('no'), 1)");
  }

  @Test
  void aDeclarationThatCannotBeReadCausesNoFurtherErrors() {
    assertThat(findings("param a string = = 1\nvar b = a\noutput c string = b"))
        .containsOnly("1:18 BCP009");
  }

  @Test
  void aFileIsCheckedWithoutValuesForItsParameters() {
    new Sample(folder)
        .file(
            "main.bicep",
            """
            param names string[]
            param on bool
            param state object?
            var all = [for (n, i) in names: '${n}${i}']
            resource r 'A.B/c@1' = [for n in names: if (on) { name: n, tags: { '${n}': 'x' } }]
            resource s 'A.B/c@1' = if (!empty(state)) { name: state!.name.first }
            output first string = empty(names) ? fail('none') : r[0].properties.x
            output id string = r[length(names) - 1].id
            output bad string = toLower(1)
            """);
    assertThat(Bicep.check(folder.resolve("main.bicep"), DeploymentContext.of(folder)))
        .extracting(found -> found.origin().line() + " " + found.code())
        .containsExactly("9 BCP070");
  }

  @Test
  void warningsCanBeSilencedAndErrorsCannot() {
    String type = "type t = { name: string }\n";
    String value = "param p t = { name: 'n', nam: 'x' }\n";
    assertThat(warnings(type + value)).containsExactly("2:31 BCP089");
    assertThat(warnings(type + "#disable-next-line BCP089\n" + value)).isEmpty();
    assertThat(warnings(type + "#disable-diagnostics BCP089\n" + value)).isEmpty();
    assertThat(
            warnings(type + "#disable-diagnostics BCP089\n#restore-diagnostics BCP089\n" + value))
        .hasSize(1);
    assertThat(findings("#disable-next-line BCP057\nvar v = w")).contains("2:9 BCP057");
  }

  private List<String> warnings(String text) {
    new Sample(folder).file("main.bicep", text);
    return Bicep.check(folder.resolve("main.bicep"), DeploymentContext.of(folder)).stream()
        .map(found -> found.origin().line() + ":" + found.origin().column() + " " + found.code())
        .toList();
  }

  @Test
  void twoThingsThatAreAlwaysDeployedHaveTwoNames() {
    String one = "resource a 'A.B/c@1' = { name: 'x' }\n";
    assertThat(findings(one + "resource b 'A.B/c@1' = { name: 'X' }"))
        .contains("1:32 BCP121", "2:32 BCP121");
    assertThat(findings(one + "resource b 'A.B/c@1' = if (1 == 2) { name: 'x' }")).isEmpty();
    new Sample(folder).file("m.bicep", "output o int = 1\n");
    assertThat(findings("module m 'm.bicep' = { name: 'd' }\nmodule n 'm.bicep' = { name: 'd' }"))
        .contains("1:30 BCP122", "2:30 BCP122");
  }

  @Test
  void managementGroupsAndTenantsAreScopes() throws Exception {
    Sample sample =
        new Sample(folder)
            .file(
                "main.bicep",
                """
                targetScope = 'tenant'
                module m 'm.bicep' = { scope: managementGroup('g') }
                module s 's.bicep' = { scope: subscription('s') }
                """)
            .file(
                "m.bicep",
                "targetScope = 'managementGroup'\nresource r 'A.B/c@1' = { name: 'r' }\n")
            .file(
                "s.bicep", "targetScope = 'subscription'\nresource r 'A.B/c@1' = { name: 'r' }\n");
    assertThat(sample.evaluate("main.bicep").resources())
        .extracting(resource -> resource.id().toString())
        .containsExactly(
            "'/providers/Microsoft.Management/managementGroups/g/providers/A.B/c/r'",
            "'/subscriptions/s/providers/A.B/c/r'");
  }
}
