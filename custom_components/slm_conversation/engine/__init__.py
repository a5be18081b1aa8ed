"""llama.cpp in a child process. Knows nothing of Home Assistant's devices."""
