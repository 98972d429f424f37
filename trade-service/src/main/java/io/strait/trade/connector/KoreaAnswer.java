package io.strait.trade.connector;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the open data portal says of an answer, in either of its envelopes.
 *
 * @param code without zeros before it; empty where all is well
 * @param items how many there are, a sum of the request too
 */
record KoreaAnswer(String code, String message, long items) {
    private static final int MAX_SAID = 300;

    /** @throws IOException when it is no whole XML document, or has a document type */
    static KoreaAnswer read(InputStream body) throws IOException {
        String code = "";
        String message = "";
        long items = 0;
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(body);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new IOException("a document type");
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "item" -> items++;
                    case "resultCode", "returnReasonCode" ->
                        code = xml.getElementText().strip().replaceFirst("^0+", "");
                    case "returnAuthMsg" -> message = cut(xml.getElementText());
                    case "resultMsg", "errMsg" -> message = message.isEmpty() ? cut(xml.getElementText()) : message;
                    default -> {}
                }
            }
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("no whole XML document", e);
        }
        return new KoreaAnswer(code, message, items);
    }

    private static String cut(String text) {
        String said = text.strip();
        return said.length() > MAX_SAID ? said.substring(0, MAX_SAID) : said;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }
}
