package dev.patienttests.local.stack.run;

import dev.patienttests.local.stack.deploy.SitePlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the processes that run a function app. They share the app's data directory, subnet and
 * identity, and stand behind one host name.
 *
 * @param number from 1
 */
record SiteInstance(SitePlan site, int number) {
  /** The instances of a site. */
  static List<SiteInstance> of(SitePlan site, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new SiteInstance(site, number))
        .toList();
  }

  /** The process: the first bears the app's own name. */
  String name() {
    return number == 1 ? site.app() : site.app() + "-" + number;
  }

  /** Whether a person who says this name means this instance: by the app, or by its number. */
  boolean isMeantBy(String said) {
    return said.equals(site.app()) || said.equals(site.app() + "-" + number);
  }

  /** What App Service tells the app about where it runs. */
  String instanceId() {
    return "local-" + site.siteName() + (number == 1 ? "" : "-" + number);
  }
}
