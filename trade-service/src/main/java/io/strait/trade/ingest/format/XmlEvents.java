package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The events of an XML file. Document types are refused, and with them entities of all kinds; what is one event may not be
 * longer than a line, and elements may not lie deeper than {@value #MAX_DEPTH}. Not thread-safe.
 */
final class XmlEvents {
    static final int START = XMLStreamConstants.START_ELEMENT;
    static final int END = XMLStreamConstants.END_ELEMENT;
    static final int TEXT = XMLStreamConstants.CHARACTERS;
    static final int FINISHED = XMLStreamConstants.END_DOCUMENT;

    private static final int MAX_DEPTH = 50;
    /** What the parser may have read ahead of its event. */
    private static final int READ_AHEAD = 1 << 17;

    private final Meter meter;
    private final XMLStreamReader reader;
    private int depth;

    XmlEvents(InputStream body, ReaderLimits limits) throws IOException {
        this.meter = new Meter(body, limits.maxLineBytes());
        // The one of the JDK: others on the class path understand these properties otherwise.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("an entity outside of the file");
        });
        try {
            this.reader = factory.createXMLStreamReader(meter);
        } catch (XMLStreamException e) {
            throw refused(e, 1, "");
        }
    }

    /** Moves on to the next start, end or text, or to the end of the file. */
    int next() throws IOException {
        while (true) {
            int event;
            try {
                event = reader.next();
            } catch (XMLStreamException e) {
                throw refused(e, line(), "column " + reader.getLocation().getColumnNumber());
            }
            meter.eventIs(line());
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH) {
                        throw malformed("lies too deep", "elements at most " + MAX_DEPTH + " deep");
                    }
                    return START;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return END;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    return TEXT;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return FINISHED;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw malformed("has a document type or an entity of its own", "XML without <!DOCTYPE>");
                default -> {
                    // Comments and processing instructions say nothing of figures.
                }
            }
        }
    }

    /** Local name of the element that starts or ends. */
    String name() {
        return reader.getLocalName();
    }

    int attributes() {
        return reader.getAttributeCount();
    }

    String attributeName(int i) {
        return reader.getAttributeLocalName(i);
    }

    String attributeValue(int i) {
        return reader.getAttributeValue(i);
    }

    /** Whether the attribute's name is of a namespace. */
    boolean attributeQualified(int i) {
        String namespace = reader.getAttributeNamespace(i);
        return namespace != null && !namespace.isEmpty();
    }

    /** Value of the attribute without a namespace; empty where there is none. */
    String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value.trim();
    }

    /** Adds this text, as far as any value that can be taken may be long. */
    void appendTo(StringBuilder text) {
        int room = BadValue.MAX_VALUE + 1 - text.length();
        if (room > 0) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), Math.min(room, reader.getTextLength()));
        }
    }

    long line() {
        return Math.max(0, reader.getLocation().getLineNumber());
    }

    private FileRejectedException malformed(String message, String expected) {
        return new FileRejectedException(Kind.MALFORMED, line(), new BadValue("body", "", message, expected));
    }

    private static FileRejectedException refused(XMLStreamException e, long line, String place) throws IOException {
        for (Throwable cause = e.getNestedException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof FileRejectedException rejected) {
                return rejected;
            }
            if (cause instanceof IOException broken && !(broken instanceof CharConversionException)) {
                throw broken;
            }
        }
        // The first line of the parser's message is its place once more.
        String message = String.valueOf(e.getMessage()).replaceFirst("(?s)^ParseError at .*?\nMessage: ", "");
        return new FileRejectedException(
                Kind.MALFORMED,
                line,
                new BadValue(
                        "body",
                        place,
                        "is not well-formed XML: " + Text.clean(message, 300),
                        "well-formed XML in the encoding that it declares"),
                e);
    }

    /** Stops a file in which one event goes on and on: the parser would keep all of it. */
    private static final class Meter extends FilterInputStream {
        private final int max;
        private long sinceEvent;
        private long line = 1;

        Meter(InputStream in, int max) {
            super(in);
            this.max = max;
        }

        void eventIs(long atLine) {
            sinceEvent = 0;
            line = atLine;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count(n);
            return n;
        }

        /** The stream is its opener's. */
        @Override
        public void close() {}

        private void count(int n) {
            sinceEvent += Math.max(n, 0);
            if (sinceEvent > (long) max + READ_AHEAD) {
                throw new FileRejectedException(
                        Kind.MALFORMED,
                        line,
                        new BadValue(
                                "body",
                                "",
                                "has a tag or text that is longer than can be taken",
                                "at most " + max + " bytes"));
            }
        }
    }
}
