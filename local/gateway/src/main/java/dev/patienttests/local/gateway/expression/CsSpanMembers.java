package dev.patienttests.local.gateway.expression;

import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;

/** Members of TimeSpan and DateTimeOffset, of cultures and time zones. */
final class CsSpanMembers {
  private CsSpanMembers() {}

  /** Ticks of a number of units; .NET Core keeps parts of milliseconds. */
  static long ticks(double value, long unit) {
    double ticks = value * unit;
    if (Double.isNaN(ticks) || Math.abs(ticks) > CsDateTime.MAX_TICKS) {
      throw DotNetException.outOfRange("value");
    }
    return (long) ticks;
  }

  private static CsSpan me(Args a) {
    return a.me(CsSpan.class);
  }

  private static CsSpan span(Args a, int index) {
    return (CsSpan) a.at(index);
  }

  static void spans(MemberQuery m) {
    m.add("new TimeSpan(long ticks)", a -> new CsSpan((Long) a.at(0)));
    m.add(
        "new TimeSpan(int h, int m, int s)",
        a -> CsSpan.of(0, a.number(0), a.number(1), a.number(2), 0));
    m.add(
        "new TimeSpan(int d, int h, int m, int s)",
        a -> CsSpan.of(a.number(0), a.number(1), a.number(2), a.number(3), 0));
    m.add(
        "new TimeSpan(int d, int h, int m, int s, int ms)",
        a -> CsSpan.of(a.number(0), a.number(1), a.number(2), a.number(3), a.number(4)));
    m.property("static TimeSpan TimeSpan.Zero", a -> CsSpan.ZERO);
    m.property("static TimeSpan TimeSpan.MaxValue", a -> new CsSpan(Long.MAX_VALUE));
    m.property("static TimeSpan TimeSpan.MinValue", a -> new CsSpan(Long.MIN_VALUE));
    for (String text :
        List.of(
            "Day Days 0",
            "Hour Hours " + CsSpan.DAY,
            "Minute Minutes " + CsSpan.HOUR,
            "Second Seconds " + CsSpan.MINUTE,
            "Millisecond Milliseconds " + CsSpan.SECOND)) {
      String[] parts = text.split(" ", -1);
      long unit = unit(parts[0]);
      long next = Long.parseLong(parts[2]);
      m.property("static long TimeSpan.TicksPer" + parts[0], a -> unit);
      m.property("double TimeSpan.Total" + parts[1], a -> me(a).total(unit));
      m.property(
          "int TimeSpan." + parts[1], a -> next == 0 ? me(a).days() : me(a).part(unit, next));
      m.add(
          "static TimeSpan TimeSpan.From" + parts[1] + "(double value)",
          a -> CsSpan.from((Double) a.at(0), unit));
    }
    m.property("long TimeSpan.Ticks", a -> me(a).ticks());
    m.add("static TimeSpan TimeSpan.FromTicks(long value)", a -> new CsSpan((Long) a.at(0)));
    m.add("TimeSpan TimeSpan.Add(TimeSpan other)", a -> me(a).plus(span(a, 0)));
    m.add("TimeSpan TimeSpan.Subtract(TimeSpan other)", a -> me(a).minus(span(a, 0)));
    m.add("TimeSpan TimeSpan.Negate()", a -> me(a).negated());
    m.add("TimeSpan TimeSpan.Duration()", a -> me(a).ticks() < 0 ? me(a).negated() : me(a));
    m.add("int TimeSpan.CompareTo(TimeSpan other)", a -> me(a).compareTo(span(a, 0)));
    m.add(
        "static int TimeSpan.Compare(TimeSpan a, TimeSpan b)",
        a -> span(a, 0).compareTo(span(a, 1)));
    m.add("bool TimeSpan.Equals(TimeSpan other)", a -> me(a).equals(a.at(0)));
    for (String rest : List.of("", ", IFormatProvider provider")) {
      m.add(
          "string TimeSpan.ToString(string format" + rest + ")",
          a -> Formats.format(a.self(), a.maybe(0)));
      m.add(
          "static TimeSpan TimeSpan.Parse(string s" + rest + ")",
          a -> SpanFormat.parse(a.text(0)).orElseThrow(DotNetException::format));
    }
    m.add("static bool TimeSpan.TryParse(string s, out TimeSpan result)", a -> attempt(a, 1));
    m.add(
        "static TimeSpan TimeSpan.op_+(TimeSpan a, TimeSpan b)", a -> span(a, 0).plus(span(a, 1)));
    m.add(
        "static TimeSpan TimeSpan.op_-(TimeSpan a, TimeSpan b)", a -> span(a, 0).minus(span(a, 1)));
    m.add(
        "static TimeSpan TimeSpan.op_*(TimeSpan a, double b)",
        a -> CsSpan.from(Math.rint(span(a, 0).ticks() * (Double) a.at(1)), 1));
    m.add(
        "static TimeSpan TimeSpan.op_/(TimeSpan a, double b)",
        a -> CsSpan.from(Math.rint(span(a, 0).ticks() / (Double) a.at(1)), 1));
    m.add(
        "static double TimeSpan.op_/(TimeSpan a, TimeSpan b)",
        a -> (double) span(a, 0).ticks() / span(a, 1).ticks());
    m.add("static TimeSpan TimeSpan.op_-u(TimeSpan a)", a -> span(a, 0).negated());
    DateMembers.operators(m, "TimeSpan");
  }

  private static long unit(String name) {
    return switch (name) {
      case "Day" -> CsSpan.DAY;
      case "Hour" -> CsSpan.HOUR;
      case "Minute" -> CsSpan.MINUTE;
      case "Second" -> CsSpan.SECOND;
      default -> CsSpan.MILLISECOND;
    };
  }

  private static Object attempt(Args a, int out) {
    Optional<CsSpan> found;
    try {
      found = SpanFormat.parse(a.maybe(0));
    } catch (DotNetException e) {
      found = Optional.empty();
    }
    a.values()[out] = found.orElse(CsSpan.ZERO);
    return found.isPresent();
  }

  private static CsOffset self(Args a) {
    return a.me(CsOffset.class);
  }

  static void offsets(MemberQuery m) {
    m.add("new DateTimeOffset(DateTime date)", a -> CsOffset.of((CsDateTime) a.at(0)));
    m.add(
        "new DateTimeOffset(DateTime date, TimeSpan offset)",
        a -> CsOffset.of((CsDateTime) a.at(0), span(a, 1)));
    m.add(
        "new DateTimeOffset(long ticks, TimeSpan offset)",
        a -> CsOffset.of(new CsDateTime((Long) a.at(0), CsDateTime.Kind.UNSPECIFIED), span(a, 1)));
    String list = "int y, int mo, int d, int h, int mi, int s";
    m.add(
        "new DateTimeOffset(" + list + ", TimeSpan offset)",
        a -> CsOffset.of(DateMembers.made(a, 6, false), span(a, 6)));
    m.add(
        "new DateTimeOffset(" + list + ", int ms, TimeSpan offset)",
        a -> CsOffset.of(DateMembers.made(a, 7, false), span(a, 7)));
    m.property(
        "static DateTimeOffset DateTimeOffset.UtcNow",
        a -> CsOffset.of(CsDateTime.of(a.frame().exchange().now())));
    m.property(
        "static DateTimeOffset DateTimeOffset.Now",
        a -> CsOffset.of(CsDateTime.of(a.frame().exchange().now())));
    m.property("static DateTimeOffset DateTimeOffset.MinValue", a -> CsOffset.of(CsDateTime.MIN));
    m.property(
        "static DateTimeOffset DateTimeOffset.MaxValue",
        a -> CsOffset.of(new CsDateTime(CsDateTime.MAX_TICKS, CsDateTime.Kind.UTC)));
    m.property("static DateTimeOffset DateTimeOffset.UnixEpoch", a -> CsOffset.unix(0));
    m.add(
        "static DateTimeOffset DateTimeOffset.FromUnixTimeSeconds(long s)",
        a -> CsOffset.unix(ticks((double) (Long) a.at(0), CsSpan.SECOND)));
    m.add(
        "static DateTimeOffset DateTimeOffset.FromUnixTimeMilliseconds(long ms)",
        a -> CsOffset.unix(Math.multiplyExact((Long) a.at(0), CsSpan.MILLISECOND)));
    m.add(
        "long DateTimeOffset.ToUnixTimeSeconds()",
        a -> Math.floorDiv(self(a).sinceEpoch(), CsSpan.SECOND));
    m.add(
        "long DateTimeOffset.ToUnixTimeMilliseconds()",
        a -> Math.floorDiv(self(a).sinceEpoch(), CsSpan.MILLISECOND));
    m.property("DateTime DateTimeOffset.UtcDateTime", a -> self(a).utc());
    m.property("DateTime DateTimeOffset.DateTime", a -> self(a).local());
    m.property(
        "DateTime DateTimeOffset.LocalDateTime", a -> self(a).utc().as(CsDateTime.Kind.LOCAL));
    m.property(
        "DateTime DateTimeOffset.Date",
        a ->
            new CsDateTime(
                self(a).local().ticks() / CsSpan.DAY * CsSpan.DAY, CsDateTime.Kind.UNSPECIFIED));
    m.property(
        "TimeSpan DateTimeOffset.TimeOfDay", a -> new CsSpan(self(a).local().ticks() % CsSpan.DAY));
    m.property("TimeSpan DateTimeOffset.Offset", a -> new CsSpan(self(a).offset()));
    m.property("long DateTimeOffset.Ticks", a -> self(a).local().ticks());
    m.property("long DateTimeOffset.UtcTicks", a -> self(a).utc().ticks());
    m.property("int DateTimeOffset.Year", a -> self(a).local().local().getYear());
    m.property("int DateTimeOffset.Month", a -> self(a).local().local().getMonthValue());
    m.property("int DateTimeOffset.Day", a -> self(a).local().local().getDayOfMonth());
    m.property("int DateTimeOffset.Hour", a -> self(a).local().local().getHour());
    m.property("int DateTimeOffset.Minute", a -> self(a).local().local().getMinute());
    m.property("int DateTimeOffset.Second", a -> self(a).local().local().getSecond());
    m.property(
        "int DateTimeOffset.Millisecond",
        a -> self(a).local().local().get(ChronoField.NANO_OF_SECOND) / 1_000_000);
    m.property("DayOfWeek DateTimeOffset.DayOfWeek", a -> DateMembers.weekday(self(a).local()));
    m.property("int DateTimeOffset.DayOfYear", a -> self(a).local().local().getDayOfYear());
    changes(m);
  }

  private static void changes(MemberQuery m) {
    for (String name : List.of("Days", "Hours", "Minutes", "Seconds", "Milliseconds")) {
      long unit = unit(name.substring(0, name.length() - 1));
      m.add(
          "DateTimeOffset DateTimeOffset.Add" + name + "(double value)",
          a -> self(a).plus(ticks((Double) a.at(0), unit)));
    }
    m.add("DateTimeOffset DateTimeOffset.AddTicks(long value)", a -> self(a).plus((Long) a.at(0)));
    m.add(
        "DateTimeOffset DateTimeOffset.AddMonths(int value)",
        a ->
            new CsOffset(
                self(a).local().with(self(a).local().local().plusMonths(a.number(0))),
                self(a).offset()));
    m.add(
        "DateTimeOffset DateTimeOffset.AddYears(int value)",
        a ->
            new CsOffset(
                self(a).local().with(self(a).local().local().plusYears(a.number(0))),
                self(a).offset()));
    m.add(
        "DateTimeOffset DateTimeOffset.Add(TimeSpan value)", a -> self(a).plus(span(a, 0).ticks()));
    m.add(
        "DateTimeOffset DateTimeOffset.Subtract(TimeSpan value)",
        a -> self(a).plus(-span(a, 0).ticks()));
    m.add(
        "TimeSpan DateTimeOffset.Subtract(DateTimeOffset value)",
        a -> new CsSpan(self(a).sinceEpoch() - ((CsOffset) a.at(0)).sinceEpoch()));
    m.add(
        "DateTimeOffset DateTimeOffset.ToOffset(TimeSpan offset)",
        a -> CsOffset.of(self(a).at(span(a, 0).ticks()).local(), span(a, 0)));
    m.add("DateTimeOffset DateTimeOffset.ToUniversalTime()", a -> self(a).at(0));
    m.add("DateTimeOffset DateTimeOffset.ToLocalTime()", a -> self(a).at(0));
    m.add(
        "int DateTimeOffset.CompareTo(DateTimeOffset other)",
        a -> self(a).compareTo((CsOffset) a.at(0)));
    m.add(
        "static int DateTimeOffset.Compare(DateTimeOffset a, DateTimeOffset b)",
        a -> ((CsOffset) a.at(0)).compareTo((CsOffset) a.at(1)));
    m.add("bool DateTimeOffset.Equals(DateTimeOffset other)", a -> self(a).equals(a.at(0)));
    m.add(
        "bool DateTimeOffset.EqualsExact(DateTimeOffset other)",
        a -> self(a).equals(a.at(0)) && self(a).offset() == ((CsOffset) a.at(0)).offset());
    for (String rest : List.of("", ", IFormatProvider provider")) {
      m.add(
          "string DateTimeOffset.ToString(string format" + rest + ")",
          a -> Formats.format(a.self(), a.maybe(0)));
      m.add(
          "static DateTimeOffset DateTimeOffset.Parse(string s" + rest + ")",
          a -> DateParse.offset(a.maybe(0)).orElseThrow(DateParse::wrong));
    }
    m.add(
        "static bool DateTimeOffset.TryParse(string s, out DateTimeOffset result)",
        a -> {
          Optional<CsOffset> found =
              a.at(0) == null ? Optional.empty() : DateParse.offset(a.maybe(0));
          a.values()[1] = found.orElse(CsOffset.of(CsDateTime.MIN));
          return found.isPresent();
        });
    DateMembers.operators(m, "DateTimeOffset");
  }

  /** {@code CultureInfo}: whichever it is, text is written as under the invariant one. */
  private record Culture(String name) implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("CultureInfo");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static void cultures(MemberQuery m) {
    m.property("static CultureInfo CultureInfo.InvariantCulture", a -> new Culture(""));
    m.property("static CultureInfo CultureInfo.CurrentCulture", a -> new Culture(""));
    m.property("string CultureInfo.Name", a -> a.self().toString());
    m.add(
        "static TimeZoneInfo TimeZoneInfo.FindSystemTimeZoneById(string id)",
        a -> {
          throw new DotNetException(
              "System.TimeZoneNotFoundException",
              "The time zone was not found on the local computer.");
        });
  }
}
