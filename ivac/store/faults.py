"""What the database says when it cannot, as a refusal that people understand."""

from ivac.faults import Code, Refused


def unreachable(error: Exception) -> Refused:
    """A refusal that names the cause without the URL, which may hold a password."""
    cause = getattr(error, "orig", None) or error
    if isinstance(error, ValueError):  # it quotes the part of the URL that it could not read
        cause = ValueError("the address cannot be read")
    return Refused.because(Code.DATABASE_UNREACHABLE, reason=str(cause).splitlines()[0])
