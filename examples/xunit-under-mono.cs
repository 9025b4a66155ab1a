// A stand-in for what examples/csharp uses of xUnit, so that examples/run.js can compile and run it with Mono, which Debian has. A suite of
// yours has the real one.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Xunit
{
    public sealed class FactAttribute : Attribute { }

    public interface IAsyncLifetime
    {
        Task InitializeAsync();
        Task DisposeAsync();
    }

    public static class Assert
    {
        public static void Equal<T>(T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new Exception("Expected " + expected + ", got " + actual);
        }

        public static void Equal<T>(IEnumerable<T> expected, IEnumerable<T> actual)
        {
            if (!expected.SequenceEqual(actual)) throw new Exception("Expected " + Listed(expected) + ", got " + Listed(actual));
        }

        private static string Listed<T>(IEnumerable<T> values)
        {
            return string.Join(", ", values);
        }

        public static void True(bool condition, string message)
        {
            if (!condition) throw new Exception(message);
        }
    }

    public static class Facts
    {
        public static int Main()
        {
            var facts = typeof(Facts).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FactAttribute>() != null).ToList();
            var failed = facts.Count(fact => !Holds(fact).Result);
            Console.WriteLine("{0} passed, {1} failed", facts.Count - failed, failed);
            return facts.Count == 0 || failed > 0 ? 1 : 0;
        }

        private static async Task<bool> Holds(MethodInfo fact)
        {
            var test = Activator.CreateInstance(fact.DeclaringType);
            try
            {
                await ((IAsyncLifetime)test).InitializeAsync();
                try
                {
                    await (Task)fact.Invoke(test, null);
                }
                finally
                {
                    await ((IAsyncLifetime)test).DisposeAsync();
                }
                return true;
            }
            catch (Exception error)
            {
                Console.WriteLine("{0}: {1}", fact.Name, error);
                return false;
            }
        }
    }
}
