"""Which address a request came from, and whether it was our own page that sent it."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from aiohttp import web


def address_of(request: web.Request, trusted_hops: int) -> str:
    """Return whom to count a request for: an IPv4 address, or the /64 of an IPv6 one.

    Each proxy appends the address it was called from, so with N trusted proxies the
    Nth entry from the right is the last that a stranger could not have written.
    """
    peer = request.remote or ""
    if trusted_hops:
        entries = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        if len(entries) >= trusted_hops:
            peer = entries[-trusted_hops].strip() or peer
    try:
        parsed = ip_address(peer)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and not parsed.ipv4_mapped:
        return parsed.exploded[:19]
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def is_same_origin(request: web.Request, public_url: str) -> bool:
    """Say whether the browser names our own page as the origin of a WebSocket."""
    origin = urlsplit(request.headers.get("Origin", ""))
    if origin.scheme not in ("http", "https") or not origin.netloc:
        return False
    ours = urlsplit(public_url)
    if public_url and (origin.scheme, origin.netloc) == (ours.scheme, ours.netloc):
        return True
    return origin.netloc == request.host
