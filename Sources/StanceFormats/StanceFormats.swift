// Filled by the first commit of StanceFormats.
