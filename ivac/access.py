"""Who may do what. For now: whoever sits at this machine may do everything, and nobody else gets in."""

import ipaddress

from ivac.faults import Code, Refused


def require_this_machine(address: str | None) -> None:
    """Refuse to serve on an address that others can reach, since nothing here asks who they are.

    `address` is the server's own; None means every interface.
    """
    if address == "localhost":
        return
    try:
        local = address is not None and ipaddress.ip_address(address).is_loopback
    except ValueError:
        local = False
    if not local:
        raise Refused.because(Code.OPEN_TO_NETWORK, address=address or "*")
