package dev.patienttests.local.gateway.expression;

import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;

/** Members of DateTime. */
final class DateMembers {
  private static final CsType KIND = TypeTable.named("DateTimeKind");

  private DateMembers() {}

  private static CsDateTime me(Args a) {
    return a.me(CsDateTime.class);
  }

  private static CsDateTime date(Args a, int index) {
    return (CsDateTime) a.at(index);
  }

  static CsDateTime.Kind kind(Object value) {
    return CsDateTime.Kind.of(((EnumValue) value).value());
  }

  static void register(MemberQuery m) {
    constructors(m);
    m.property("static DateTime DateTime.UtcNow", a -> CsDateTime.of(a.frame().exchange().now()));
    m.property(
        "static DateTime DateTime.Now",
        a -> CsDateTime.of(a.frame().exchange().now()).as(CsDateTime.Kind.LOCAL));
    m.property(
        "static DateTime DateTime.Today",
        a -> day(CsDateTime.of(a.frame().exchange().now()).as(CsDateTime.Kind.LOCAL)));
    m.property("static DateTime DateTime.MinValue", a -> CsDateTime.MIN);
    m.property(
        "static DateTime DateTime.MaxValue",
        a -> new CsDateTime(CsDateTime.MAX_TICKS, CsDateTime.Kind.UNSPECIFIED));
    m.property(
        "static DateTime DateTime.UnixEpoch",
        a -> new CsDateTime(CsDateTime.UNIX, CsDateTime.Kind.UTC));
    parts(m);
    changes(m);
    texts(m);
    operators(m, "DateTime");
  }

  private static void constructors(MemberQuery m) {
    m.add("new DateTime(long ticks)", a -> ticks((Long) a.at(0), CsDateTime.Kind.UNSPECIFIED));
    m.add("new DateTime(long ticks, DateTimeKind kind)", a -> ticks((Long) a.at(0), kind(a.at(1))));
    String list = "int year, int month, int day";
    m.add("new DateTime(" + list + ")", a -> made(a, 3, false));
    list += ", int hour, int minute, int second";
    m.add("new DateTime(" + list + ")", a -> made(a, 6, false));
    m.add("new DateTime(" + list + ", DateTimeKind kind)", a -> made(a, 6, true));
    m.add("new DateTime(" + list + ", int millisecond)", a -> made(a, 7, false));
    m.add("new DateTime(" + list + ", int millisecond, DateTimeKind kind)", a -> made(a, 7, true));
  }

  private static CsDateTime ticks(long ticks, CsDateTime.Kind kind) {
    if (ticks < 0 || ticks > CsDateTime.MAX_TICKS) {
      throw DotNetException.outOfRange("ticks");
    }
    return new CsDateTime(ticks, kind);
  }

  /** A date from the first arguments. */
  static CsDateTime made(Args a, int count, boolean withKind) {
    int[] parts = new int[7];
    for (int i = 0; i < count; i++) {
      parts[i] = a.number(i);
    }
    return CsDateTime.of(parts, withKind ? kind(a.at(count)) : CsDateTime.Kind.UNSPECIFIED);
  }

  private static CsDateTime day(CsDateTime date) {
    return new CsDateTime(date.ticks() - date.ticks() % CsSpan.DAY, date.kind());
  }

  private static void parts(MemberQuery m) {
    m.property("int DateTime.Year", a -> me(a).local().getYear());
    m.property("int DateTime.Month", a -> me(a).local().getMonthValue());
    m.property("int DateTime.Day", a -> me(a).local().getDayOfMonth());
    m.property("int DateTime.Hour", a -> me(a).local().getHour());
    m.property("int DateTime.Minute", a -> me(a).local().getMinute());
    m.property("int DateTime.Second", a -> me(a).local().getSecond());
    m.property(
        "int DateTime.Millisecond", a -> me(a).local().get(ChronoField.NANO_OF_SECOND) / 1_000_000);
    m.property("int DateTime.DayOfYear", a -> me(a).local().getDayOfYear());
    m.property("DayOfWeek DateTime.DayOfWeek", a -> weekday(me(a)));
    m.property("long DateTime.Ticks", a -> me(a).ticks());
    m.property("DateTimeKind DateTime.Kind", a -> new EnumValue(KIND, me(a).kind().number()));
    m.property("DateTime DateTime.Date", a -> day(me(a)));
    m.property("TimeSpan DateTime.TimeOfDay", a -> new CsSpan(me(a).ticks() % CsSpan.DAY));
    m.add(
        "static int DateTime.DaysInMonth(int year, int month)",
        a ->
            CsDateTime.of(new int[] {a.number(0), a.number(1), 1, 0, 0, 0, 0}, CsDateTime.Kind.UTC)
                .local()
                .toLocalDate()
                .lengthOfMonth());
    m.add(
        "static bool DateTime.IsLeapYear(int year)",
        a ->
            CsDateTime.of(new int[] {a.number(0), 1, 1, 0, 0, 0, 0}, CsDateTime.Kind.UTC)
                .local()
                .toLocalDate()
                .isLeapYear());
  }

  static EnumValue weekday(CsDateTime date) {
    return new EnumValue(TypeTable.named("DayOfWeek"), date.local().getDayOfWeek().getValue() % 7);
  }

  private static void changes(MemberQuery m) {
    for (String unit :
        List.of(
            "Days " + CsSpan.DAY,
            "Hours " + CsSpan.HOUR,
            "Minutes " + CsSpan.MINUTE,
            "Seconds " + CsSpan.SECOND,
            "Milliseconds " + CsSpan.MILLISECOND)) {
      long ticks = Long.parseLong(unit.split(" ", -1)[1]);
      m.add(
          "DateTime DateTime.Add" + unit.split(" ", -1)[0] + "(double value)",
          a -> me(a).plus(CsSpanMembers.ticks((Double) a.at(0), ticks)));
    }
    m.add("DateTime DateTime.AddTicks(long value)", a -> me(a).plus((Long) a.at(0)));
    m.add(
        "DateTime DateTime.AddMonths(int value)",
        a -> me(a).with(me(a).local().plusMonths(months(a.number(0)))));
    m.add(
        "DateTime DateTime.AddYears(int value)",
        a -> me(a).with(me(a).local().plusYears(months(a.number(0)))));
    m.add("DateTime DateTime.Add(TimeSpan value)", a -> me(a).plus(((CsSpan) a.at(0)).ticks()));
    m.add(
        "DateTime DateTime.Subtract(TimeSpan value)", a -> me(a).plus(-((CsSpan) a.at(0)).ticks()));
    m.add(
        "TimeSpan DateTime.Subtract(DateTime value)",
        a -> new CsSpan(me(a).ticks() - date(a, 0).ticks()));
    m.add("DateTime DateTime.ToUniversalTime()", a -> me(a).as(CsDateTime.Kind.UTC));
    m.add("DateTime DateTime.ToLocalTime()", a -> me(a).as(CsDateTime.Kind.LOCAL));
    m.add(
        "static DateTime DateTime.SpecifyKind(DateTime value, DateTimeKind kind)",
        a -> date(a, 0).as(kind(a.at(1))));
    m.add("int DateTime.CompareTo(DateTime value)", a -> me(a).compareTo(date(a, 0)));
    m.add(
        "static int DateTime.Compare(DateTime a, DateTime b)",
        a -> date(a, 0).compareTo(date(a, 1)));
    m.add("bool DateTime.Equals(DateTime value)", a -> me(a).equals(a.at(0)));
    m.add("long DateTime.ToFileTimeUtc()", a -> me(a).ticks() - 504_911_232_000_000_000L);
  }

  private static int months(int value) {
    if (Math.abs((long) value) > 120_000) {
      throw DotNetException.outOfRange("months");
    }
    return value;
  }

  private static void texts(MemberQuery m) {
    m.add("string DateTime.ToString(string format)", a -> Formats.format(a.self(), a.maybe(0)));
    m.add("string DateTime.ToString(IFormatProvider provider)", a -> RuntimeTypes.text(a.self()));
    m.add(
        "string DateTime.ToString(string format, IFormatProvider provider)",
        a -> Formats.format(a.self(), a.maybe(0)));
    for (String name : List.of("ShortDate d", "LongDate D", "ShortTime t", "LongTime T")) {
      m.add(
          "string DateTime.To" + name.split(" ", -1)[0] + "String()",
          a -> DateFormat.format(a.self(), name.split(" ", -1)[1]));
    }
    m.add("static DateTime DateTime.Parse(string s)", a -> DateParse.parse(a.maybe(0)));
    m.add(
        "static DateTime DateTime.Parse(string s, IFormatProvider provider)",
        a -> DateParse.parse(a.maybe(0)));
    m.add(
        "static DateTime DateTime.Parse(string s, IFormatProvider provider, DateTimeStyles styles)",
        a -> DateParse.parse(a.maybe(0), style(a.at(2))).orElseThrow(DateParse::wrong));
    m.add("static bool DateTime.TryParse(string s, out DateTime result)", a -> attempt(a, 1, 0));
    m.add(
        "static bool DateTime.TryParse(string s, IFormatProvider provider, DateTimeStyles styles, out DateTime result)",
        a -> attempt(a, 3, style(a.at(2))));
    m.add(
        "static DateTime DateTime.ParseExact(string s, string format, IFormatProvider provider)",
        a -> exact(a, 0).orElseThrow(DateParse::wrong));
    m.add(
        "static DateTime DateTime.ParseExact(string s, string format, IFormatProvider provider, DateTimeStyles styles)",
        a -> exact(a, style(a.at(3))).orElseThrow(DateParse::wrong));
    m.add(
        "static DateTime DateTime.ParseExact(string s, string[] format, IFormatProvider provider, DateTimeStyles styles)",
        a -> exact(a, style(a.at(3))).orElseThrow(DateParse::wrong));
    for (String format : List.of("string", "string[]")) {
      m.add(
          "static bool DateTime.TryParseExact(string s, "
              + format
              + " format, IFormatProvider provider, DateTimeStyles styles, out DateTime result)",
          a -> {
            Optional<CsDateTime> found =
                a.at(0) == null ? Optional.empty() : exact(a, style(a.at(3)));
            a.values()[4] = found.orElse(CsDateTime.MIN);
            return found.isPresent();
          });
    }
  }

  private static long style(Object value) {
    return ((EnumValue) value).value();
  }

  private static Object attempt(Args a, int out, long styles) {
    Optional<CsDateTime> found =
        a.at(0) == null ? Optional.empty() : DateParse.parse(a.maybe(0), styles);
    a.values()[out] = found.orElse(CsDateTime.MIN);
    return found.isPresent();
  }

  private static Optional<CsDateTime> exact(Args a, long styles) {
    Iterable<Object> formats = a.at(1) instanceof CsArray several ? several : List.of(a.text(1));
    for (Object format : formats) {
      Optional<CsDateTime> found = DateExact.parse(a.text(0), (String) format, styles);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Operators of what has an order and distances. */
  static void operators(MemberQuery m, String type) {
    for (String operator : List.of("<", ">", "<=", ">=")) {
      m.add(
          "static bool " + type + ".op_" + operator + "(" + type + " a, " + type + " b)",
          a -> Arithmetic.compared(operator, CsComparer.DEFAULT.compare(a.at(0), a.at(1))));
    }
    if (type.equals("TimeSpan")) {
      return;
    }
    m.add(
        "static TimeSpan " + type + ".op_-(" + type + " a, " + type + " b)",
        a -> distance(a.at(0), a.at(1)));
    m.add(
        "static " + type + " " + type + ".op_-(" + type + " a, TimeSpan b)",
        a -> moved(a.at(0), -((CsSpan) a.at(1)).ticks()));
    m.add(
        "static " + type + " " + type + ".op_+(" + type + " a, TimeSpan b)",
        a -> moved(a.at(0), ((CsSpan) a.at(1)).ticks()));
  }

  private static CsSpan distance(Object left, Object right) {
    return left instanceof CsDateTime a
        ? new CsSpan(a.ticks() - ((CsDateTime) right).ticks())
        : new CsSpan(((CsOffset) left).sinceEpoch() - ((CsOffset) right).sinceEpoch());
  }

  private static Object moved(Object date, long ticks) {
    return date instanceof CsDateTime d ? d.plus(ticks) : ((CsOffset) date).plus(ticks);
  }
}
