var reached = true;
throw new FormatException("in the imported file");
