#load "tools.csx"

int FourTimes(int n) => Twice(Twice(n));
