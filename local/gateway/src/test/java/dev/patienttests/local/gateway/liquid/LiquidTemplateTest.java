package dev.patienttests.local.gateway.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs, tags and conditions of liquid templates. */
class LiquidTemplateTest {
  private static final String JSON =
      "{'name':'Ada','count':5,'price':1.50,'on':true,'off':false,'none':null,'empty':'','nil':[],"
          + "'list':[1,2,3],'names':['x','y'],'o':{'b-c':'d','first':'own'},'when':'2012-03-21T05:40:30Z',"
          + "'items':[{'id':1,'tag':'p'},{'id':2,'tag':'q'}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
a{{body.name}}b                                     § aAdab
{"n": {{ body.count }}}                             § {"n": 5}
{{body.price}} {{body.on}} {{body.off}}             § 1.5 true false
[{{body.none}}][{{body.missing.deeper}}]            § [][]
{{body.list}} {{body.names}}                        § 123 xy
{{body.o.b-c}} {{body['o']["b-c"]}}                 § d d
{{body.list[1]}} {{body.items[1].id}}               § 2 2
{{body.list.size}} {{body.list.first}} {{body.list.last}} {{body.name.size}} § 3 1 3 3
{{body.o.first}} [{{body.o.size}}]                  § own []
{{body.Name}}.                                      § .
{{body.when}}                                       § 03/21/2012 05:40:30
{{ 'text' }} {{ "it's" }} {{ 12 }} {{ 1.5 }} {{true}} {{nil}}. § text it's 12 1.5 true .
{% assign x = body.count | Plus: 1 %}{{x}}          § 6
{% capture x %}<{{body.name}}>{% endcapture %}{{x}}{{x}} § <Ada><Ada>
{% if body.on %}y{% else %}n{% endif %}             § y
{% if body.off %}y{% else %}n{% endif %}            § n
{% if body.empty %}y{% else %}n{% endif %}          § y
{% if body.none %}y{% elsif body.on %}z{% endif %}  § z
{% unless body.off %}y{% endunless %}               § y
{% if body.count == 5 and body.name == 'Ada' %}y{% endif %} § y
{% if true or false and false %}y{% else %}n{% endif %} § y
{% if body.count == '5' %}y{% endif %}{% if '5' == body.count %}y{% endif %} § yy
{% if body.count > 4.5 %}a{% endif %}{% if body.count <= 5 %}b{% endif %}{% if body.none < 1 %}c{% endif %} § ab
{% if body.name != 'Bob' %}a{% endif %}{% if body.name <> 'Ada' %}b{% endif %} § a
{% if body.name contains 'd' %}a{% endif %}{% if body.names Contains 'y' %}b{% endif %} § ab
{% if body.name startsWith 'A' %}a{% endif %}{% if body.name EndsWith 'a' %}b{% endif %} § ab
{% if body.o haskey 'b-c' %}a{% endif %}            § a
{% if body.empty == empty %}a{% endif %}{% if body.nil == blank %}b{% endif %}{% if body.list == empty %}c{% endif %} § ab
{% if body.none == nil %}a{% endif %}{% if body.missing == null %}b{% endif %} § ab
{% case body.count %} x {% when 4, 5 %}a{% when 5 %}b{% else %}c{% endcase %} § ab
{% case body.name %}{% when 'Bob' or 'Eve' %}a{% else %}c{% endcase %} § c
{% for i in body.list %}{{i}}{% unless forloop.last %},{% endunless %}{% endfor %} § 1,2,3
{% for i in body.list reversed %}{{forloop.Index}}{{i}};{% endfor %} § 13;22;31;
{% for i in body.list limit:1 offset:1 %}{{i}}/{{forloop.length}}{% endfor %} § 2/1
{% for i in (2..body.count) %}{{i}}{% endfor %}     § 2345
{% for i in body.list %}{% if i == 2 %}{% continue %}{% endif %}{{i}}{% endfor %} § 13
{% for i in body.list %}{% if i == 2 %}{% break %}{% endif %}{{i}}{% endfor %} § 1
{% for i in body.items %}{% for j in body.names %}{{i.id}}{{j}};{% endfor %}{% endfor %} § 1x;1y;2x;2y;
{% for i in body.missing %}x{% endfor %}.           § .
[{% JSONArrayFor i in body.items -%} {"i":{{i.id}}}{% endJSONArrayFor -%}] § [{"i":1},{"i":2}]
{% for i in body.list %}{% cycle 'a', 'b' %}{% endfor %} § aba
{% raw %}{{body.name}}{% if %}{% endraw %}          § {{body.name}}{% if %}
a{% comment %}{{ nonsense | }}{% endcomment %}b     § ab
a  {%- if true -%}  b  {%- endif -%}  c             § abc
a  {{- body.count -}}  c                            § a5c
{{context.Request.Method}} {{context.Request.OriginalUrl.Path}} {{context.Request.OriginalUrl.Query.q}} § GET /test/orders 5
{{context.Request.Url}}                             § https://backend.example/base/orders?q=5&r=
{{context.Request.Url.Host}}:{{context.Request.Url.Port}}{{context.Request.Url.QueryString}} § backend.example:443?q=5&r=
{{context.Request.Headers["X-Sent"]}} {{context.Response.Headers.x-of}} {{context.Response.StatusCode}} § s a,b 201
{{context.Request.HasBody}} {{context.Variables["v"]}} {{context.Variables.n | Plus: 1}} § false of a variable 8
{{known}} {{ known }}                               § K K
""")
  void templatesAreRenderedAsDotLiquidDoes(String template, String result) {
    assertThat(LiquidSetup.rendered(template, JSON)).isEqualTo(result);
  }

  @Test
  void dashTakesOneLineBreakOrTheBlanksOfItsLineOnly() {
    assertThat(LiquidSetup.rendered("a\n {%- if true -%}\n\n b{% endif %}", JSON))
        .isEqualTo("a\n\n b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
{{body.o}}                                   § An object or list has no text.
{{body.items}}                               § An object or list has no text.
{{body.list[3]}}                             § An index is out of the list's range.
{% for i in body.name %}x{% endfor %}        § A loop goes over a list or an element, this is neither.
{% for i in body.o %}x{% endfor %}           § A loop goes over a list or an element, this is neither.
{% if body.count > 'x' %}x{% endif %}        § A text is no number.
{% if body.on > 1 %}x{% endif %}             § The values have no order.
{% if body.name contains 1 %}x{% endif %}    § What is looked for in a text is no text.
{{body.count | DividedBy: 0}}                § Attempted to divide by zero.
{{body.name | Minus: 1}}                     § What is calculated with is no number.
{% for i in (1..100001) %}x{% endfor %}      § A range is longer than 100000.
""")
  void valuesThatDoNotFitAreFaultsThatNameNoValue(String template, String message) {
    assertThat(LiquidSetup.rendered(template, JSON))
        .isEqualTo(
            "ExpressionValueEvaluationFailure Expression evaluation failed."
                + " The liquid template failed. "
                + message);
  }

  @Test
  void loopsInLoopsEndAtALimit() {
    String loop = "{% for i in (1..99999) %}";
    String end = "{% endfor %}";

    assertThat(LiquidSetup.rendered(loop + loop + "{% if i %}{% endif %}" + end + end, JSON))
        .endsWith("The template took more than 1000000 steps.");
  }

  @Test
  void textThatGrowsInALoopEndsAtALimit() {
    String template =
        "{% assign x = 'xxxxxxxxxx' %}{% for i in (1..99) %}{% assign x = x | Append: x %}{% endfor %}";

    assertThat(LiquidSetup.rendered(template, JSON))
        .endsWith("The template makes more than 16777216 characters.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ ten | Times: 100000 }}", "{{ ten | Times: 100000 | Join: '' }}"})
  void listsOfLongTextsEndAtALimitBeforeTheyAreText(String output) {
    String template = "{% assign ten = 'xxxxxxxxxx' | Times: 1000 | Join: '' %}" + output;

    assertThat(LiquidSetup.rendered(template, JSON))
        .endsWith("The template makes more than 16777216 characters.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      textBlock =
"""
{% assign b = (1..99999) %}                  § The template reads more than 50000000 characters.
{% assign b = all | Sort %}                  § The template reads more than 50000000 characters.
{% if all contains 0 %}{% endif %}           § The template reads more than 50000000 characters.
{% for j in (1..99999) %}{% endfor %}        § The template took more than 1000000 steps.
""")
  void workOnLongListsInALoopEndsAtALimit(String work, String message) {
    String template = "{% assign all = (1..99999) %}{% for i in all %}" + work + "{% endfor %}";

    assertThat(LiquidSetup.rendered(template, JSON)).endsWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1..100001", "-2000000000..2000000000"})
  void aRangeIsNoLongerThanALimit(String range) {
    assertThat(LiquidSetup.rendered("{% for i in (" + range + ") %}x{% endfor %}", JSON))
        .endsWith("A range is longer than 100000.");
  }

  @Test
  void aTextIsSplitIntoNoLongerAListThanARangeMayBe() {
    String split = "{{ 'x' | Times: %d | Join: '' | Split: '' | Size }}";

    assertThat(LiquidSetup.rendered(split.formatted(99_999), JSON)).isEqualTo("99999");
    assertThat(LiquidSetup.rendered(split.formatted(100_000), JSON)).isEqualTo("100000");
    assertThat(
            LiquidSetup.rendered("{{ 'xx' | Times: 99999 | Join: '' | Split: '' | Size }}", JSON))
        .endsWith("Split makes more than 100000 texts.");
  }
}
