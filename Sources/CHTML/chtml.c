#include "chtml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

typedef struct parse_state {
    const chtml_handler *handler;
    htmlParserCtxtPtr parser;
    size_t depth_limit;
    int is_too_deep;
} parse_state;

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
    parse_state *state = context;
    if (state->is_too_deep) return;
    if (state->parser->nameNr > 0 && (size_t)state->parser->nameNr > state->depth_limit) {
        state->is_too_deep = 1;
        xmlStopParser(state->parser);
        return;
    }
    state->handler->start(
        state->handler->context, (const char *)name, (const char *const *)attributes);
}

static void end_element(void *context, const xmlChar *name) {
    parse_state *state = context;
    if (!state->is_too_deep) state->handler->end(state->handler->context, (const char *)name);
}

static void characters(void *context, const xmlChar *text, int length) {
    parse_state *state = context;
    if (state->is_too_deep || length <= 0) return;
    state->handler->text(state->handler->context, (const char *)text, (size_t)length);
}

chtml_status chtml_parse(
    const char *bytes, size_t length, size_t depth_limit, const chtml_handler *handler) {
    if (length == 0) return CHTML_OK;
    if (length >= INT_MAX) return CHTML_NO_MEMORY;
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);
    if (!parser) return CHTML_NO_MEMORY;
    parse_state state = {handler, parser, depth_limit, 0};
    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->startElement = start_element;
    parser->sax->endElement = end_element;
    parser->sax->characters = characters;
    parser->sax->ignorableWhitespace = characters;
    parser->userData = &state;
    htmlCtxtUseOptions(
        parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                    HTML_PARSE_IGNORE_ENC);
    // Or the parser would guess from the first byte that is not ASCII.
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(parser);
    int no_memory = parser->errNo == XML_ERR_NO_MEMORY;
    // A tree is never built, but freeing the parser would leave one behind.
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    htmlFreeParserCtxt(parser);
    if (state.is_too_deep) return CHTML_TOO_DEEP;
    return no_memory ? CHTML_NO_MEMORY : CHTML_OK;
}
