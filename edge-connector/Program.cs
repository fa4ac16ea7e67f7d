namespace Watchfloor.EdgeConnector;

static class Program
{
    static void Main() { }
}
