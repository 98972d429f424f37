package io.strait.trade.problem;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The resource's body is short: over {@value SmallBodyFilter#MAX_BYTES} bytes it is refused with 413. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface SmallBody {}
