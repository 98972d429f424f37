package io.strait.supplychain.catalogue.exports;

import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document in UTF-8 on its way out. Characters that XML 1.0 does not have become U+FFFD. Not thread-safe. */
final class Xml {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final XMLStreamWriter out;

    Xml(Writer text) throws IOException {
        try {
            // The JDK's own, whatever else is on the class path.
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    Xml root(String name, String namespace, String schema, String... attributes) throws IOException {
        return write(() -> {
            out.writeStartElement(name);
            out.writeDefaultNamespace(namespace);
            out.writeNamespace("xsi", XSI);
            out.writeAttribute("xsi", XSI, "schemaLocation", namespace + " " + schema);
            attributes(attributes);
        });
    }

    /** @param attributes names and values in turn */
    Xml start(String name, String... attributes) throws IOException {
        return write(() -> {
            out.writeStartElement(name);
            attributes(attributes);
        });
    }

    Xml empty(String name, String... attributes) throws IOException {
        return write(() -> {
            out.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    Xml element(String name, String text, String... attributes) throws IOException {
        return write(() -> {
            out.writeStartElement(name);
            attributes(attributes);
            // A bare carriage return would be read as a line feed.
            String[] lines = legal(text).split("\r", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    out.writeEntityRef("#13");
                }
                out.writeCharacters(lines[i]);
            }
            out.writeEndElement();
        });
    }

    Xml end() throws IOException {
        return write(out::writeEndElement);
    }

    void endDocument() throws IOException {
        write(() -> {
            out.writeEndDocument();
            out.flush();
        });
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], legal(attributes[i + 1]));
        }
    }

    private interface Step {
        void take() throws XMLStreamException;
    }

    private Xml write(Step step) throws IOException {
        try {
            step.take();
            return this;
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
