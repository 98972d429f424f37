/** Which events a subscriber wants: predicates over CloudEvents attributes. Knows no HTTP and no Kafka. */
@NullMarked
package io.strait.gateway.filter;

import org.jspecify.annotations.NullMarked;
