import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Lucene's own analyzer of a language over the lines of standard input: tokens, and its best rate in-process. */
public class LuceneRate {
    private static final int RUNS = 12;

    private static Analyzer analyzer(String language) throws Exception {
        String name = switch (language) {
            case "fa" -> "fa.PersianAnalyzer";
            case "ar" -> "ar.ArabicAnalyzer";
            case "hi" -> "hi.HindiAnalyzer";
            case "en" -> "en.EnglishAnalyzer";
            case "ru" -> "ru.RussianAnalyzer";
            default -> "standard.StandardAnalyzer";
        };
        return (Analyzer) Class.forName("org.apache.lucene.analysis." + name).getDeclaredConstructor().newInstance();
    }

    private static long tokens(Analyzer analyzer, List<String> documents) throws Exception {
        long count = 0;
        for (String document : documents) {
            try (TokenStream stream = analyzer.tokenStream("body", document)) {
                CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    count += term.length() > 0 ? 1 : 0;
                }
                stream.end();
            }
        }
        return count;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> documents = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            .lines().collect(Collectors.toList());
        Analyzer analyzer = analyzer(arguments[0]);
        long best = Long.MAX_VALUE;
        long count = 0;
        for (int run = 0; run < RUNS; run++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            count = tokens(analyzer, documents);
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        System.out.println(count * 1_000_000_000L / Math.max(best, 1));
    }
}
