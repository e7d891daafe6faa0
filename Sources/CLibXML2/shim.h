// Empty: libxml2's headers bring ICU's with them, which Foundation has under the same names. CHTML
// alone includes them; this module only says where they are and what to link.
