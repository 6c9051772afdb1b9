package dev.patienttests.settings;

/** A setting is missing or invalid; the message names it and never holds its value. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * @param setting the setting's name
   * @param problem what is wrong with it and what would be right, without its value
   */
  public SettingsException(String setting, String problem) {
    super("Setting " + setting + " " + problem);
    this.setting = setting;
  }

  /** The name of the setting. */
  public String setting() {
    return setting;
  }
}
