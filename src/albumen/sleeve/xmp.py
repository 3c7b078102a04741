"""The XMP packet of a cover: who made it, with what, and how it came to be (ISO 16684-1; IPTC Photo Metadata)."""

from __future__ import annotations

from html import escape

from albumen import __version__
from albumen.maker import Nature
from albumen.sleeve.copytext import cleaned

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


def packet(title: str | None, artist: str | None, nature: Nature) -> bytes:
    """The packet as UTF-8; without dates, so that the same cover has the same bytes."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
    named = (
        _listed("dc:title", "Alt", title, ' xml:lang="x-default"') + _listed("dc:creator", "Seq", artist)
        + f"<xmp:CreatorTool>albumen {__version__}</xmp:CreatorTool>"
        + f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPES}{nature}</Iptc4xmpExt:DigitalSourceType>"
    )  # fmt: skip
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {spaces}><rdf:Description rdf:about="">{named}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="r"?>'
    ).encode()


def _listed(name: str, kind: str, text: str | None, attributes: str = "") -> str:
    text = cleaned(text)[:4000]  # a JPEG segment holds 65,502 bytes
    if not text:
        return ""
    return f"<{name}><rdf:{kind}><rdf:li{attributes}>{escape(text, quote=False)}</rdf:li></rdf:{kind}></{name}>"
