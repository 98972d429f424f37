package io.strait.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.Reference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FilterPoolTest {
    @Test
    void anExpressionIsCompiledOnceWhileItIsInUse() throws Exception {
        FilterPool pool = new FilterPool();
        Sql first = pool.sql("type = 'a'");
        assertThat(pool.sql("type = 'a'")).isSameAs(first);
        assertThat(pool.intern(first)).isSameAs(first);
        assertThat(pool.intern(new Filter.Not(first))).isEqualTo(new Filter.Not(first));
        Reference.reachabilityFence(first);
    }

    @Test
    void whatNobodyUsesIsForgotten() throws Exception {
        FilterPool pool = new FilterPool();
        for (int i = 0; i < 100; i++) {
            pool.intern(new Filter.Not(pool.sql("type = '" + i + "'")));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            // One that is new clears up what has gone.
            pool.sql("TRUE");
            return pool.size() <= 1;
        });
    }
}
