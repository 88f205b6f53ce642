package io.stockbridge.registry.actions;

import io.stockbridge.registry.assets.Wire;

/** Kinds of corporate actions, with their event codes (CAEV) of ISO 15022 and ISO 20022. */
public enum ActionKind {
  /** More shares for each. */
  SPLIT("SPLF"),
  /** Fewer shares for each. */
  REVERSE_SPLIT("SPLR"),
  /** Further shares beside those held. */
  STOCK_DIVIDEND("DVSE"),
  /** Money; where it is reinvested, further shares beside those held. */
  CASH_DIVIDEND("DVCA"),
  /** Shares of a company that becomes independent. */
  SPIN_OFF("SOFF"),
  /** Shares or money of a company that takes this one over. */
  MERGER("MRGR"),
  /** Another exchange symbol, perhaps with another name. */
  TICKER_CHANGE("CHAN"),
  /** Another name, perhaps with another exchange symbol. */
  NAME_CHANGE("CHAN"),
  /** No longer on an exchange. */
  DELISTING("DLST");

  private final String caev;

  ActionKind(String caev) {
    this.caev = caev;
  }

  /** The code of ISO 15022 and 20022. */
  public String caev() {
    return caev;
  }

  /** The name on the wire and in the database. */
  public String wire() {
    return Wire.of(this);
  }

  /**
   * The constant of a wire name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static ActionKind ofWire(String text) {
    return Wire.parse(ActionKind.class, text);
  }
}
