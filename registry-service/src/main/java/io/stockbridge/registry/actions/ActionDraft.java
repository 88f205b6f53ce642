package io.stockbridge.registry.actions;

/**
 * A corporate action as a registrar gives it.
 *
 * @param id names it for ever
 * @param kind what happens
 * @param underlying key, ISIN, FIGI or ticker of the security
 * @param terms how
 */
record ActionDraft(String id, ActionKind kind, String underlying, ActionTerms terms) {}
