namespace Watchfloor.Benchmarks;

static class Program
{
    static void Main() { }
}
