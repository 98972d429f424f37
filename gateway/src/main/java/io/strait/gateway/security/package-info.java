/**
 * Who may come in, and in what shape: the form of a request, its token, its roles. It decides before anything else
 * runs; routes find the outcome in {@link io.strait.gateway.security.Caller}.
 */
@NullMarked
package io.strait.gateway.security;

import org.jspecify.annotations.NullMarked;
