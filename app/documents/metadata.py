"""Owns what a document says about itself: title and author in both places PDF/A wants, colours, and no dates.

A date would make two prints of the same sign differ; when something was printed stands in the ledger.
"""

from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.pdfbase import pdfdoc

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """An object already in the bytes it will have in the file."""

    def __init__(self, body: bytes) -> None:
        """Keep the bytes."""
        self.body = body

    def format(self, _document: object) -> bytes:
        """Return the bytes."""
        return self.body


class Info(pdfdoc.PDFInfo):  # type: ignore[misc]  # ReportLab's stubs leave the base untyped.
    """The information dictionary, without dates."""

    producer = "Watchbook"
    creator = "Watchbook"

    def format(self, document: object) -> bytes:
        """Return the dictionary; its texts equal those of the XMP packet."""
        named = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        named |= {"Producer": self.producer, "Creator": self.creator}
        texts = {name: pdfdoc.PDFString(text) for name, text in named.items()}
        return bytes(pdfdoc.PDFDictionary(texts).format(document))


@lru_cache(maxsize=256)
def pdf_text(text: str) -> bytes:
    """Return a text string as PDF writes it."""
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"


def xmp(info: Info) -> Any:  # noqa: ANN401  # ReportLab has no types for these.
    """Return the metadata stream for what the information dictionary says."""
    texts = {name: escape(getattr(info, name)) for name in ("title", "author", "subject", "producer", "creator")}
    dictionary = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")})
    return pdfdoc.PDFStream(dictionary, _XMP.format(**texts).encode())


def output_intents(document: Any) -> Any:  # noqa: ANN401  # ReportLab has no types for these.
    """Return the statement that colours are sRGB, with the profile."""
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), _srgb(), filters=[pdfdoc.PDFZCompress])
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
        "Info": pdfdoc.PDFString("sRGB"),
        "DestOutputProfile": document.Reference(profile),
    }
    return pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


@lru_cache
def _srgb() -> bytes:
    """Return the profile with its date of making blotted out, so that it is the same tomorrow."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + bytes.fromhex("07d000010001000000000000") + made[36:84] + bytes(16) + made[100:]
