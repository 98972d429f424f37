package io.strait.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortIsInUseWhileSomethingListensThere() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
            assertThat(Ports.inUse(port)).isTrue();
        }
        assertThat(Ports.inUse(port)).isFalse();
    }

    @Test
    void aFreePortIsNoneThatAnOutgoingConnectionMayTake() {
        assertThat(java.util.stream.IntStream.range(0, 20)
                        .map(i -> Ports.free())
                        .boxed())
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20_000 && port < 32_000);
    }

    @Test
    void aListenerOnAllAddressesCountsToo() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(Ports.inUse(socket.getLocalPort())).isTrue();
        }
    }

    @Test
    void theOwnerIsReadFromWhatTheSystemsToolsPrint() {
        assertThat(Ports.lsofOwner("p4711\ncjava\nf52\n")).contains("java (process 4711)");
        assertThat(Ports.lsofOwner("")).isEmpty();
        assertThat(Ports.ssOwner("LISTEN 0 50 127.0.0.1:8080 0.0.0.0:* users:((\"nginx\",pid=12,fd=6))"))
                .contains("nginx (process 12)");
        assertThat(Ports.ssOwner("LISTEN 0 50 127.0.0.1:8080 0.0.0.0:*")).isEmpty();
    }
}
