/**
 * JSON-RPC 2.0 over HTTP with nodes that nobody trusts: every answer is bounded in size and time
 * and checked strictly, and what decisions rest on is asked of a quorum.
 */
@NullMarked
package io.stockbridge.chains.rpc;

import org.jspecify.annotations.NullMarked;
