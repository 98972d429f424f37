package io.strait.trade.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules rules = new AddressRules(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "::127.0.0.1",
                "fec0::1"
            })
    void addressesOfThisMachineAndItsNetworksAreNotPublic(String address) throws UnknownHostException {
        assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2a00:1450::1",
                "::ffff:8.8.8.8"
            })
    void othersAre(String address) throws UnknownHostException {
        assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x",
                "http://[::1]:8081/x",
                "http://2130706433/",
                "http://localhost/",
                "file:///etc/passwd",
                "ftp://8.8.8.8/x",
                "https://user:password@8.8.8.8/x",
                "https:///x",
                "jar:http://8.8.8.8/x!/y",
                "https://8.8.8.8/x#y"
            })
    void whatLeadsThereIsRefused(String address) {
        assertThatThrownBy(() -> rules.check(URI.create(address))).isInstanceOf(RefusedException.class);
    }

    @Test
    void aConfigurationMayAllowThem() {
        assertThatCode(() -> new AddressRules(true).check(URI.create("http://127.0.0.1/x")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new AddressRules(true).check(URI.create("file:///etc/passwd")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aPublicAddressIsAsked() {
        assertThatCode(() -> rules.check(URI.create("https://8.8.8.8/x?y=z"))).doesNotThrowAnyException();
    }
}
