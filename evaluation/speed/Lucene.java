import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene by itself, on the fields that bare tantivy-py has: `index FOLDER` adds the documents of standard input, `search
 * FOLDER` answers its searches, each with the total on a line of its own. A line has its cells between tabs: lucene.py.
 */
public class Lucene {
    private static final String[] TEXTS = {"terms", "surfaces", "title_terms", "title_surfaces"};
    private static final String[] FACETS = {"language", "entity", "year"};
    private static final int[] SHOWN = {5, 20, 20};
    private static final int HITS = 10;
    /** Megabytes in memory before a segment is written, as for the others. */
    private static final double HEAP = 1000;

    private static FacetsConfig facets() {
        FacetsConfig config = new FacetsConfig();
        config.setMultiValued("entity", true);
        return config;
    }

    private static Document document(String[] cells) {
        Document made = new Document();
        made.add(new StringField("id", cells[0], Field.Store.YES));
        for (int at = 0; at < TEXTS.length; at++) {
            made.add(new TextField(TEXTS[at], cells[1 + at], Field.Store.NO));
        }
        made.add(new StringField("language", cells[5], Field.Store.NO));
        made.add(new SortedSetDocValuesFacetField("language", cells[5]));
        if (!cells[6].isEmpty()) {
            made.add(new LongField("day", Long.parseLong(cells[6]), Field.Store.NO));
            made.add(new SortedSetDocValuesFacetField("year", cells[7]));
        }
        for (int at = 8; at < cells.length; at++) {
            made.add(new SortedSetDocValuesFacetField("entity", cells[at]));
        }
        return made;
    }

    private static void index(FSDirectory folder, BufferedReader lines) throws Exception {
        IndexWriterConfig settings = new IndexWriterConfig(new WhitespaceAnalyzer()).setRAMBufferSizeMB(HEAP);
        FacetsConfig config = facets();
        try (IndexWriter writer = new IndexWriter(folder, settings)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.addDocument(config.build(document(line.split("\t", -1))));
            }
            writer.forceMerge(1);
        }
    }

    private static Query word(String term, String surface) {
        return new BooleanQuery.Builder()
            .add(new TermQuery(new Term("terms", term)), Occur.MUST)
            .add(new TermQuery(new Term("surfaces", surface)), Occur.SHOULD)
            .build();
    }

    private static Query words(String kind, String[] terms, String[] surfaces) {
        if (kind.equals("phrase")) {
            return new PhraseQuery("terms", terms);
        }
        if (kind.equals("prefix")) {
            return new PrefixQuery(new Term("surfaces", surfaces[0]));
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int at = 0; at < terms.length; at++) {
            all.add(word(terms[at], surfaces[at]), kind.equals("either word") ? Occur.SHOULD : Occur.MUST);
        }
        return all.build();
    }

    private static Query query(String[] cells) {
        Query words = words(cells[0], cells[1].split(" "), cells[2].split(" "));
        if (cells[3].isEmpty()) {
            return words;
        }
        Query days = LongField.newRangeQuery("day", Long.parseLong(cells[4]), Long.parseLong(cells[5]));
        return new BooleanQuery.Builder()
            .add(words, Occur.MUST)
            .add(new TermQuery(new Term("language", cells[3])), Occur.FILTER)
            .add(days, Occur.FILTER)
            .build();
    }

    @SuppressWarnings("deprecation")  // of 9.12, towards 10, which needs Java 21
    private static int search(IndexSearcher searcher, SortedSetDocValuesReaderState state, Query query)
            throws Exception {
        TopScoreDocCollector best = TopScoreDocCollector.create(HITS, Integer.MAX_VALUE);
        FacetsCollector found = new FacetsCollector();
        searcher.search(query, MultiCollector.wrap(best, found));
        for (ScoreDoc hit : best.topDocs().scoreDocs) {
            searcher.storedFields().document(hit.doc);
        }
        SortedSetDocValuesFacetCounts counts = new SortedSetDocValuesFacetCounts(state, found);
        for (int at = 0; at < FACETS.length; at++) {
            counts.getTopChildren(SHOWN[at], FACETS[at]);
        }
        return best.getTotalHits();
    }

    private static void answer(FSDirectory folder, BufferedReader lines, PrintStream totals) throws Exception {
        try (DirectoryReader reader = DirectoryReader.open(folder)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            SortedSetDocValuesReaderState state = new DefaultSortedSetDocValuesReaderState(reader, facets());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                totals.println(search(searcher, state, query(line.split("\t", -1))));
                totals.flush();
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FSDirectory folder = FSDirectory.open(Path.of(arguments[1]))) {
            if (arguments[0].equals("index")) {
                index(folder, lines);
            } else {
                answer(folder, lines, System.out);
            }
        }
    }
}
