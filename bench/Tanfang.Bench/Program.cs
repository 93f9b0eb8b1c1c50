using Tanfang.Bench;

// ./dev bench [NAME…]: all figures, or those named. Each is printed beside its limit and its control.
(string Name, Action Run)[] benches =
[
    ("policy", PolicyBench.Run),
    ("ledger", LedgerBench.Run),
    ("import", ImportBench.Run),
    ("access", AccessBench.Run),
];

foreach (var (name, run) in benches)
{
    if (args.Length == 0 || args.Contains(name))
    {
        run();
    }
}
return args.All(a => benches.Any(b => b.Name == a)) ? 0 : 2;
