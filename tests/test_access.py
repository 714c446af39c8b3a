import pytest

from ivac.access import require_this_machine
from ivac.faults import Code, Refused
from ivac.language import language


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.53", "localhost", "::1"])
def test_this_machine_may_serve_itself(address):
    require_this_machine(address)


EVERY_INTERFACE = ("0.0.0.0", "::")
NETWORK = ("192.168.1.20", "10.0.0.1", "8.8.8.8", "fe80::1", "ivac.example.org", "127.0.0.1.nip.io")


@pytest.mark.parametrize("address", [None, "", *EVERY_INTERFACE, *NETWORK])
def test_an_address_that_others_can_reach_is_refused(address):
    with pytest.raises(Refused) as refused:
        require_this_machine(address)
    assert [fault.code for fault in refused.value.faults] == [Code.OPEN_TO_NETWORK]
    for code in ("da", "en"):
        (sentence,) = refused.value.texts(language(code))
        assert (address or "*") in sentence
        assert "server.address" in sentence
