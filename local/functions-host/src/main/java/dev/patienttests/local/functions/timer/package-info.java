/** Timer triggers: NCRONTAB schedules, and who of a site's instances runs when. */
package dev.patienttests.local.functions.timer;
