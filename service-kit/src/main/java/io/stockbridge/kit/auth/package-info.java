/** Bearer tokens to roles; the local stand-in for an OIDC provider. */
@NullMarked
package io.stockbridge.kit.auth;

import org.jspecify.annotations.NullMarked;
