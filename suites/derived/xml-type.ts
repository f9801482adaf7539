/** Content-Type of an XML document, with or without parameters. RFC 7303. */
export const XML_TYPE = /application\/xml(?:\s*;.*)?/i;
