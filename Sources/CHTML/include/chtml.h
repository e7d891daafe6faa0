// A thin C face over libxml2's HTML parser: the only function that the package needs of it.
#ifndef CHTML_H
#define CHTML_H
#include <stddef.h>

/// What takes a page's elements and text, in their order. Pointers live until the call returns.
typedef struct chtml_handler {
    void *context;
    /// An element begins; its name is in lower case. `attributes` are names and values in turn, a
    /// value NULL where there is none, and end with a NULL name; NULL when there are none at all.
    void (*start)(void *context, const char *name, const char *const *attributes);
    /// An element ends.
    void (*end)(void *context, const char *name);
    /// A piece of text, in UTF-8 and with its entities decoded.
    void (*text)(void *context, const char *bytes, size_t length);
} chtml_handler;

/// How a parse ended.
typedef enum chtml_status {
    CHTML_OK,
    CHTML_TOO_DEEP,  // more elements open at once than the limit
    CHTML_NO_MEMORY  // or a page of 2 GB and more
} chtml_status;

/// Parses a page of well-formed UTF-8 without NUL, malformed as it may be. Nothing is fetched, and
/// no tree is built. `depth_limit` bounds the time too: to close an element, libxml2 looks through
/// those that are open.
chtml_status chtml_parse(
    const char *bytes, size_t length, size_t depth_limit, const chtml_handler *handler);

#endif
