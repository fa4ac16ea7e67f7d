namespace Watchfloor.Silo;

static class Program
{
    static void Main() { }
}
