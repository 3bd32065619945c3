"""One plain factory per model: no random data, only what the model demands."""
